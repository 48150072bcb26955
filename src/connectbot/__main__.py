"""`python -m connectbot` is the `connectbot` command."""

from connectbot.cli import main

if __name__ == "__main__":
    main()
