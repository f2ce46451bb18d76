"""Where each command stands (`module:name`): what a command brings is imported with the command."""

COMMANDS = {
    "capture": "tutor.cli.capture:capture",
    "check": "tutor.cli.check:check",
    "completion": "tutor.cli.completion:completion",
    "config": "tutor.cli.config:config",
    "doctor": "tutor.cli.doctor:doctor",
    "drill": "tutor.cli.drill:drill",
    "export": "tutor.cli.exchange:export",
    "import": "tutor.cli.exchange:import_",
    "lab": "tutor.cli.drill:lab",
    "lint": "tutor.cli.lint:lint",
    "list": "tutor.cli.listing:list_lessons",
    "mark": "tutor.cli.mark:mark",
    "mistakes": "tutor.cli.mistakes:mistakes",
    "serve": "tutor.cli.serve:serve",
    "sheet": "tutor.cli.sheet:sheet",
    "solve": "tutor.cli.solve:solve",
    "stats": "tutor.cli.stats:stats",
    "teach": "tutor.cli.drill:teach",
    "worksheet": "tutor.cli.worksheet:worksheet",
}

OPENING = "tutor.cli.opening:open_tutor"
"""What opens the tutor is no command of a name."""
