"""`python -m tutor`."""

from tutor.cli.start import run

if __name__ == "__main__":
    run()
