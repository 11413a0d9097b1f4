"""`python -m curricle` is the command line."""

from curricle.cli.main import main

if __name__ == "__main__":
    main()
