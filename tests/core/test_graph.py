"""Items and links: order, depth, ancestors, rings."""

import pytest

from curricle.core.framework import Framework, Item, Link
from curricle.core.graph import CycleError, tree_of


def framework(ids, *links):
    return Framework(
        id="F",
        line="L",
        code="F",
        title="F",
        version="1",
        kind="schema",
        items=tuple(Item(id=id, kind="capability", statement=id) for id in ids),
        links=tuple(Link(source=child, target=parent, type=type, order=order) for child, parent, type, order in links),
    )


CHILD = "isChildOf"


def test_tree_of_orders_siblings_by_link_then_document():
    tree = tree_of(framework("abcd", ("b", "a", CHILD, 2), ("c", "a", CHILD, 1), ("d", "a", CHILD, None), ("a", "F", CHILD, 1)))
    assert (tree.order, tree.children["a"]) == (("a", "c", "b", "d"), ("c", "b", "d"))
    assert ({id: tree.depth[id] for id in "abcd"}, tree.position["b"]) == ({"a": 1, "b": 2, "c": 2, "d": 2}, 2)


def test_tree_of_walks_up_and_down():
    tree = tree_of(framework("abcd", ("b", "a", CHILD, 1), ("c", "b", CHILD, 1), ("d", "a", CHILD, 2)))
    assert (list(tree.ancestors("c")), list(tree.descendants("a"))) == (["b", "a"], ["b", "c", "d"])
    assert (tree.is_leaf("c"), tree.is_leaf("a"), tree.root) == (True, False, "F")


def test_tree_of_takes_the_first_parent_and_leaves_strangers_at_the_top():
    tree = tree_of(framework("abc", ("b", "a", CHILD, 1), ("b", "c", CHILD, 1), ("c", "unknown", CHILD, 1), ("a", "c", "isRelatedTo", 1)))
    assert tree.parent == {"a": "", "b": "a", "c": ""}


def test_tree_of_a_ring_names_its_members():
    with pytest.raises(CycleError) as stop:
        tree_of(framework("abcd", ("a", "b", CHILD, 1), ("b", "c", CHILD, 1), ("c", "a", CHILD, 1), ("d", "a", CHILD, 1)))
    assert sorted(stop.value.members) == ["a", "b", "c"]


def test_tree_of_an_item_that_is_its_own_parent():
    with pytest.raises(CycleError):
        tree_of(framework("a", ("a", "a", CHILD, 1)))


def test_tree_of_a_deep_chain_needs_no_recursion():
    ids = [f"i{at}" for at in range(5000)]
    tree = tree_of(framework(ids, *((ids[at + 1], ids[at], CHILD, 1) for at in range(4999))))
    assert (tree.depth["i4999"], sum(1 for _ in tree.ancestors("i4999"))) == (5000, 4999)
