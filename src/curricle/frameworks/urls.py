"""The site map of frameworks."""

from django.urls import include, path

from curricle.frameworks import views

app_name = "frameworks"

bringing = [
    path("frameworks/bring/", views.bring, name="bring"),
    path("frameworks/bring/template.<str:ending>", views.template, name="template"),
    path("frameworks/bring/<str:token>/", views.preview, name="preview"),
    path("frameworks/bring/<str:token>/plan.xlsx", views.plan_book, name="plan_book"),
    path("frameworks/bring/<str:token>/confirm/", views.confirm, name="confirm"),
    path("frameworks/bring/<str:token>/reading/", views.prose, name="prose"),
    path("frameworks/bring/<str:token>/reading/decide/", views.decide, name="decide_statement"),
    path("frameworks/bring/<str:token>/reading/again/", views.prose_recipe, name="prose_recipe"),
    path("frameworks/bring/<str:token>/reading/leave/", views.prose_leave, name="prose_leave"),
    path("frameworks/imports/", views.imports, name="imports"),
    path("frameworks/imports/<uuid:uuid>/", views.import_record, name="import"),
    path("frameworks/imports/<uuid:uuid>/undo/", views.import_undo, name="import_undo"),
]

drafting = [
    path("frameworks/drafts/new/", views.draft_begin, name="draft_begin"),
    path("frameworks/drafts/<str:draft>/", views.draft, name="draft"),
    path("frameworks/drafts/<str:draft>/facts/", views.draft_facts, name="draft_facts"),
    path("frameworks/drafts/<str:draft>/add/", views.draft_add, name="draft_add"),
    path("frameworks/drafts/<str:draft>/step/", views.draft_step, name="draft_step"),
    path("frameworks/drafts/<str:draft>/checks/", views.draft_checks, name="draft_checks"),
    path("frameworks/drafts/<str:draft>/changes/", views.draft_changes, name="draft_changes"),
    path("frameworks/drafts/<str:draft>/undo/", views.draft_undo, name="draft_undo"),
    path("frameworks/drafts/<str:draft>/bring-back/", views.draft_bring_back, name="draft_bring_back"),
    path("frameworks/drafts/<str:draft>/stage/", views.draft_stage, name="draft_stage"),
    path("frameworks/drafts/<str:draft>/publish/", views.draft_publish, name="draft_publish"),
    path("frameworks/drafts/<str:draft>/adopt/", views.draft_adopt, name="draft_adopt"),
    path("frameworks/drafts/<str:draft>/adopt/<str:version>/", views.draft_adopt_from, name="draft_adopt_from"),
    path("frameworks/drafts/<str:draft>/discard/", views.draft_discard, name="draft_discard"),
    path("frameworks/drafts/<str:draft>/take-back/", views.draft_restore, name="draft_restore"),
    path("frameworks/drafts/<str:draft>/modules/", views.draft_modules, name="draft_modules"),
    path("frameworks/drafts/<str:draft>/modules/add/", views.draft_module_add, name="draft_module_add"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/", views.draft_module, name="draft_module"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/outcomes/", views.draft_outcomes, name="draft_outcomes"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/hours/", views.draft_hours, name="draft_hours"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/assessments/", views.draft_assessments, name="draft_assessments"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/claims/", views.draft_claims, name="draft_claims"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/step/", views.draft_module_step, name="draft_module_step"),
    path("frameworks/drafts/<str:draft>/modules/<str:module>/remove/", views.draft_module_remove, name="draft_module_remove"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/", views.draft_item, name="draft_item"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/levels/", views.draft_levels, name="draft_levels"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/split/", views.draft_split, name="draft_split"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/merge/", views.draft_merge, name="draft_merge"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/links/", views.draft_links, name="draft_links"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/links/take-away/", views.draft_unlink, name="draft_unlink"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/under/", views.draft_under, name="draft_under"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/leave/", views.draft_leave, name="draft_leave"),
]

consulting = [
    path("frameworks/drafts/<str:draft>/consultation/", views.draft_consultation, name="draft_consultation"),
    path("frameworks/drafts/<str:draft>/consultation/invite/", views.draft_invite, name="draft_invite"),
    path(
        "frameworks/drafts/<str:draft>/consultation/invitations/<str:invitation>/withdraw/",
        views.draft_invite_withdraw,
        name="draft_invite_withdraw",
    ),
    path("frameworks/drafts/<str:draft>/consultation/comment/", views.draft_comment, name="draft_comment"),
    path("frameworks/drafts/<str:draft>/consultation/comments/<str:comment>/mark/", views.draft_comment_mark, name="draft_comment_mark"),
]

comparing = [
    path("frameworks/compare/", views.compare, name="compare"),
    path("frameworks/<str:version>/changes/", views.since, name="since"),
    path("frameworks/<str:version>/changes/<str:other>/", views.changes, name="changes"),
    path("frameworks/<str:version>/changes/<str:other>/decide/", views.decide_pair, name="decide"),
    path("frameworks/<str:version>/changes/<str:other>/take-back/", views.take_back, name="take_back"),
    path("frameworks/<str:version>/changes/<str:other>/<str:format>/", views.changes_download, name="changes_download"),
    path("frameworks/<str:version>/touches/<str:other>/", views.touches, name="touches"),
    path("frameworks/<str:version>/touches/<str:other>/xlsx/", views.touches_download, name="touches_download"),
]

crosswalks = [
    path("crosswalks/", views.crosswalk_list, name="crosswalks"),
    path("crosswalks/new/", views.make_crosswalk, name="make_crosswalk"),
    path("crosswalks/<str:crosswalk>/", views.crosswalk, name="crosswalk"),
    path("crosswalks/<str:crosswalk>/edit/", views.edit_crosswalk, name="edit_crosswalk"),
    path("crosswalks/<str:crosswalk>/link/", views.change_link, name="change_link"),
    path("crosswalks/<str:crosswalk>/undo/", views.undo_links, name="undo_links"),
    path("crosswalks/<str:crosswalk>/bring/", views.bring_links, name="bring_links"),
    path("crosswalks/<str:crosswalk>/move/", views.move_crosswalk, name="move_crosswalk"),
    path("crosswalks/<str:crosswalk>/take-away/", views.take_crosswalk_away, name="take_crosswalk_away"),
    path("crosswalks/<str:crosswalk>/download/<str:format>/", views.crosswalk_download, name="crosswalk_download"),
]

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/search/", views.search, name="search"),
    path("id/<str:uuid>", views.address, name="address"),
    *bringing,
    *drafting,
    *consulting,
    *comparing,
    *crosswalks,
    path("frameworks/<str:version>/", views.version, name="version"),
    path("frameworks/<str:version>/move/", views.move, name="move"),
    path("frameworks/<str:version>/branch/", views.branch, name="branch"),
    path("frameworks/<str:version>/items/<str:item>/", views.item, name="item"),
    path("frameworks/<str:version>/download/<str:format>/", views.download, name="download"),
    path("", include("curricle.frameworks.case.urls")),
]
