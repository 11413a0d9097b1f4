"""What the house rules are checked on: the files of the project and their syntax trees."""
