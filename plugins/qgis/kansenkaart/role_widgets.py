# SPDX-License-Identifier: GPL-2.0-or-later
"""What the dialog of the draft shows: a card for each layer, with its role and its fields to choose from.

A card gives and takes the keys of the project file, as `roles` has them.
"""

import json

from processing.gui.wrappers import InvalidParameterValue, WidgetWrapper
from qgis.core import QgsMapLayerProxyModel, QgsProcessingException, QgsProject
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import (QCheckBox, QComboBox, QFormLayout, QGroupBox, QLineEdit, QMessageBox,
                                 QPlainTextEdit, QPushButton, QVBoxLayout, QWidget)

from .roles import WORK_FIELDS
from .suggestions import suggest_challenge, suggest_works
from .texts import text

# Themes and types that the catalogues know; others may be typed.
THEMES = ("water", "energy", "soil", "care", "vacancy", "green")
TYPES = ("sewer", "pump", "pavement-asphalt", "pavement-brick", "pavement-tiles", "tree", "green", "lighting",
         "traffic-light", "play", "bank", "jetty", "quay-wall", "bridge", "footway", "cycleway", "parking",
         "building")
# Fields of works that the dialog asks; the others are for people who edit the file.
ASKED_FIELDS = tuple(key for key in WORK_FIELDS if key not in ("measure", "fixed", "hard"))
# So many values of a field are offered at most.
MOST_VALUES = 30


class NotUnderstood(Exception):
    """What was typed is no number or pair."""


def number(words, where):
    """A number, with a comma or a point before its decimals."""
    try:
        value = float(words.strip().replace(",", "."))
    except ValueError:
        raise NotUnderstood(text("roles.no-number", words.strip(), where)) from None
    return int(value) if value.is_integer() else value


def pairs(words, where, read):
    """Lines `value = meaning` as a dictionary."""
    found = {}
    for line in filter(str.strip, words.splitlines()):
        value, sign, meaning = line.rpartition("=")
        if not sign or not value.strip() or not meaning.strip():
            raise NotUnderstood(text("roles.no-pair", line.strip(), where))
        found[value.strip()] = read(meaning.strip(), where)
    return found


def lines(mapping):
    return "\n".join(f"{key} = {value}" for key, value in mapping.items())


class Card(QGroupBox):
    """A layer and its role."""

    def __init__(self, is_gone):
        super().__init__()
        self.form = QFormLayout(self)
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.HasGeometry)
        self.form.addRow(text("role.layer"), self.layer)
        suggest = QPushButton(text("role.suggest"))
        suggest.clicked.connect(self.show_suggestion)
        self.form.addRow(suggest)
        self.fields = []
        self.build()
        self.selected = self.box("selected")
        self.width, self.radius = self.line("width"), self.line("radius")
        gone = QPushButton(text("role.remove"))
        gone.clicked.connect(lambda: is_gone(self))
        self.form.addRow(gone)
        self.layer.layerChanged.connect(self.follow)
        self.follow(self.layer.currentLayer())

    def build(self):
        """Adds the rows of the role."""
        raise NotImplementedError

    def suggestion(self, layer):
        """What the program would make of the layer."""
        raise NotImplementedError

    def show_suggestion(self):
        """Fills in what the program suggests, and tells what to look at."""
        layer = self.layer.currentLayer()
        if layer is None:
            return
        try:
            suggestion = self.suggestion(layer)
        except QgsProcessingException as problem:
            QMessageBox.information(self, text("suggest.title"), str(problem))
            return
        self.clear()
        self.show_role({**suggestion.role, "layer": layer.id()})
        words = [text(f"suggest.{key}", "\n".join(told)) for key, told in
                 (("look", suggestion.doubts), ("left-out", suggestion.left_out)) if told]
        if words:
            QMessageBox.information(self, text("suggest.title"), "\n\n".join(words))

    def clear(self):
        """Empties all but the layer, so that no part of an earlier role stays."""
        for line in self.findChildren(QLineEdit) + self.findChildren(QPlainTextEdit):
            line.clear()
        for box in self.findChildren(QCheckBox):
            box.setChecked(False)
        for widget in self.fields:
            widget.setField("")

    def follow(self, layer):
        for field in self.fields:
            field.setLayer(layer)
            field.setField("")

    def line(self, key):
        return self._row(key, QLineEdit())

    def box(self, key):
        box = QCheckBox(text(f"role.{key}"))
        self.form.addRow(box)
        return box

    def lines(self, key):
        widget = QPlainTextEdit()
        widget.setMaximumHeight(80)
        return self._row(key, widget)

    def choice(self, key, values):
        widget = QComboBox()
        widget.setEditable(True)
        widget.addItems(["", *values])
        return self._row(key, widget)

    def field(self, key):
        widget = QgsFieldComboBox()
        widget.setAllowEmptyFieldName(True)
        self.fields.append(widget)
        return self._row(key, widget)

    def _row(self, key, widget):
        self.form.addRow(text(f"role.{key}"), widget)
        return widget

    def offer_values(self, field, into):
        """Puts the values of a field of words into an empty box, for people to say what each means."""
        layer = self.layer.currentLayer()
        index = layer.fields().indexOf(field) if layer is not None and field else -1
        if index < 0 or layer.fields().at(index).isNumeric() or into.toPlainText().strip():
            return
        values = sorted(str(value) for value in layer.uniqueValues(index, MOST_VALUES + 1) if value)
        if len(values) <= MOST_VALUES:
            into.setPlainText("\n".join(f"{value} = " for value in values))

    def role(self):
        """What the card says."""
        layer = self.layer.currentLayer()
        if layer is None:
            return None
        role = {"layer": layer.id(), "selected": self.selected.isChecked()}
        for key, line in (("width", self.width), ("radius", self.radius)):
            if line.text().strip():
                role[key] = number(line.text(), text(f"role.{key}"))
        return role

    def show_role(self, role):
        """Shows what a role says."""
        layers = QgsProject.instance().mapLayersByName(role.get("layer", ""))
        layer = QgsProject.instance().mapLayer(role.get("layer", "")) or (layers[0] if layers else None)
        self.layer.setLayer(layer)
        self.selected.setChecked(bool(role.get("selected")))
        self.width.setText(str(role.get("width", "")))
        self.radius.setText(str(role.get("radius", "")))


class ChallengeCard(Card):
    def suggestion(self, layer):
        return suggest_challenge(layer, self.theme.currentText().strip())

    def build(self):
        self.theme = self.choice("theme", THEMES)
        self.by = self.field("field")
        self.steps = self.line("steps")
        self.values = self.lines("values")
        self.by.fieldChanged.connect(lambda field: self.offer_values(field, self.values))
        self.severity = self.line("severity")
        self.reach = self.line("reach")
        self.outside = self.box("outside")

    def role(self):
        role = super().role()
        if role is None:
            return None
        role["theme"] = self.theme.currentText().strip()
        severity = self._severity()
        if severity is not None:
            role["severity"] = severity
        if self.reach.text().strip():
            role["reach"] = number(self.reach.text(), text("role.reach"))
        role["outside"] = self.outside.isChecked()
        return role

    def _severity(self):
        field, name = self.by.currentField(), self.layer.currentLayer().name()
        if not field:
            words = self.severity.text().strip()
            return number(words, text("role.severity")) if words else None
        steps = [part for part in self.steps.text().split(";") if part.strip()]
        values = self.values.toPlainText().strip()
        if steps and values:
            raise NotUnderstood(text("roles.two-ways", name))
        if steps:
            return {"field": field, "steps": [number(step, text("role.steps")) for step in steps]}
        if values:
            return {"field": field, "map": pairs(values, text("role.values"), number)}
        raise NotUnderstood(text("roles.no-way", name))

    def show_role(self, role):
        super().show_role(role)
        self.theme.setEditText(role.get("theme", ""))
        severity = role.get("severity", "")
        if isinstance(severity, dict):
            self.values.setPlainText(lines(severity.get("map", {})))
            self.steps.setText("; ".join(map(str, severity.get("steps", []))))
            self.by.setField(severity.get("field", ""))
        else:
            self.severity.setText(str(severity))
        self.reach.setText(str(role.get("reach", "")))
        self.outside.setChecked(bool(role.get("outside")))


class ScheduleCard(Card):
    def suggestion(self, layer):
        return suggest_works(layer)

    def build(self):
        self.asset_type = self.choice("asset_type", TYPES)
        self.type_field = self.field("type_field")
        self.types = self.lines("types")
        self.type_field.fieldChanged.connect(lambda field: self.offer_values(field, self.types))
        self.by_key = {key: self.field(f"fields.{key}") for key in ASKED_FIELDS}
        self.budget = self.line("budget")
        self.price_year = self.line("price_year")

    def role(self):
        role = super().role()
        if role is None:
            return None
        field = self.type_field.currentField()
        role["asset_type"] = self.asset_type.currentText().strip()
        if field:
            types = pairs(self.types.toPlainText(), text("role.types"), lambda word, _: word)
            role["asset_type"] = {"field": field, "map": types}
        role["fields"] = {key: widget.currentField() for key, widget in self.by_key.items()
                          if widget.currentField()}
        if self.budget.text().strip():
            role["budget"] = self.budget.text().strip()
        if self.price_year.text().strip():
            role["price_year"] = number(self.price_year.text(), text("role.price_year"))
        return role

    def show_role(self, role):
        super().show_role(role)
        asset_type = role.get("asset_type", "")
        if isinstance(asset_type, dict):
            self.types.setPlainText(lines(asset_type.get("map", {})))
            self.type_field.setField(asset_type.get("field", ""))
        else:
            self.asset_type.setEditText(asset_type)
        for key, field in role.get("fields", {}).items():
            if key in self.by_key and isinstance(field, str):
                self.by_key[key].setField(field)
        self.budget.setText(role.get("budget", ""))
        self.price_year.setText(str(role.get("price_year", "")))


class Cards(QWidget):
    """The cards of one kind of role, and a button for another one."""

    def __init__(self, kind):
        super().__init__()
        self.kind, self.cards = kind, []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        add = QPushButton(text("role.add"))
        add.clicked.connect(lambda: self.add())
        self.column.addWidget(add)

    def add(self, role=None):
        card = self.kind(self.remove)
        self.cards.append(card)
        self.column.insertWidget(len(self.cards) - 1, card)
        if role:
            card.show_role(role)
        return card

    def remove(self, card):
        self.cards.remove(card)
        self.column.removeWidget(card)
        card.deleteLater()

    def roles(self):
        return [role for role in (card.role() for card in self.cards) if role is not None]

    def show_roles(self, roles):
        for card in list(self.cards):
            self.remove(card)
        for role in roles:
            self.add(role)


class RolesWrapper(WidgetWrapper):
    """The cards as the widget of a parameter of text."""

    kind = None

    def createWidget(self, **_):
        if self.dialogType != 0:
            # In a model and in a batch the text itself is asked.
            return QLineEdit()
        return Cards(self.kind)

    def setValue(self, value):
        if isinstance(self.widget, QLineEdit):
            self.widget.setText(value or "")
        else:
            self.widget.show_roles(json.loads(value or "[]"))

    def value(self):
        if isinstance(self.widget, QLineEdit):
            return self.widget.text()
        try:
            return json.dumps(self.widget.roles(), ensure_ascii=False)
        except NotUnderstood as problem:
            QMessageBox.warning(self.widget, self.parameterDefinition().description(), str(problem))
            raise InvalidParameterValue() from None


class ChallengesWrapper(RolesWrapper):
    kind = ChallengeCard


class ScheduleWrapper(RolesWrapper):
    kind = ScheduleCard
