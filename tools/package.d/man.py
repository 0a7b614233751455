"""Manual pages, made of what the programs tell of themselves."""

import json

from contents import PROGRAMS, built, output, version

EXIT_CODES = (
    ("0", "done"), ("64", "the command line is wrong"),
    ("65", "the project file or a source can't be used as it is"),
    ("66", "a file that the command line or the project names is not there"),
    ("70", "a fault of the program; nothing was published"), ("73", "the output can't be created"),
    ("74", "writing failed half-way"), ("75", "the saved stack or the folder can't be used; run again"),
    ("130", "interrupted"))


def pages(date):
    """The text of each page, by its name."""
    return {f"{program}.1": page(program, date) for program in PROGRAMS}


def page(program, date):
    command = json.loads(output(built() / program, "--experimental-dump-help"))["command"]
    lines = [f'.TH {program.upper()} 1 "{date}" "Kansenkaart {version()}" "User Commands"', ".SH NAME",
             f"{escaped(program)} \\- {escaped(command['abstract'].rstrip('.'))}", ".SH SYNOPSIS"]
    lines += synopsis(program, command)
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", escaped(command["discussion"])]
    lines += [".SH OPTIONS", *options(command)]
    subcommands = [part for part in command.get("subcommands", []) if part["commandName"] != "help"]
    if subcommands:
        lines.append(".SH COMMANDS")
        for part in subcommands:
            lines += [f".SS {escaped(program)} {escaped(part['commandName'])}", escaped(part["abstract"]), ".PP"]
            if part.get("discussion"):
                lines += [escaped(part["discussion"]), ".PP"]
            lines += [*synopsis(f"{program} {part['commandName']}", part), *options(part)]
        lines.append(".SH EXIT STATUS")
        for code, meaning in EXIT_CODES:
            lines += [".TP", f".B {code}", escaped(meaning)]
        lines += [".SH ENVIRONMENT", ".TP", ".B KANSENKAART_LAYERS",
                  "The folder with catalogues and the report's map, in place of the installed one."]
    others = [other for other in PROGRAMS if other != program]
    lines += [".SH SEE ALSO", ", ".join(f".BR {escaped(other)} (1)" for other in others)]
    return "\n".join(lines) + "\n"


def synopsis(name, command):
    words = [f".B {escaped(name)}"]
    for argument in shown(command):
        if argument["kind"] == "positional":
            repeated = " ..." if argument["isRepeating"] else ""
            text = f"<{argument['valueName']}>{repeated}"
            words.append(escaped(f"[{text}]" if argument["isOptional"] else text))
    words.append("[options]")
    return words


def options(command):
    lines = []
    for argument in shown(command):
        text = argument.get("abstract", "")
        values = argument.get("allValues", [])
        if values:
            text += f" (values: {', '.join(values)})"
        if argument.get("defaultValue") and argument["kind"] != "flag":
            text += f" (default: {argument['defaultValue']})"
        lines += [".TP", f".B {escaped(name(argument))}", escaped(text)]
    return lines


def name(argument):
    if argument["kind"] == "positional":
        return f"<{argument['valueName']}>"
    names = [("-" if part["kind"] == "short" else "--") + part["name"] for part in argument["names"]]
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    return ", ".join(names) + value


def shown(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.splitlines())
