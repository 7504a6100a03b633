"""The menus of the window, and the dialogs that they open: each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from planner.ui import actions

if TYPE_CHECKING:
    from planner.ui.day.log import LineList
    from planner.ui.main_window import MainWindow


class Menus:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open_all(self) -> None:
        """Everything that can be done, under the button of the bar."""
        menu, button = QMenu(self._window), self._window.bar.menu
        actions.fill_menu(menu, self._window.made)
        self._pop_up(menu, button.mapToGlobal(QPoint(0, button.height())))

    def open_line(self, where: LineList, at: QPoint) -> None:
        """What can be done to a line, at a point of its list."""
        where.setFocus(Qt.FocusReason.MouseFocusReason)
        place = "leftover" if where.section == "leftover" else "line"
        self._pop_up(self.of(place), where.viewport().mapToGlobal(at))

    def open_box(self, at: QPoint) -> None:
        """What can be done to the chosen box, at a point of the screen."""
        self._window.timeline.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pop_up(self.of("box"), at)

    def open_point(self, at: QPoint) -> None:
        """What can be done to the chosen point of the review, at a point of the screen."""
        self._pop_up(self.of("point"), at)

    def of(self, place: str) -> QMenu:
        """What can be done now in one place, "line", "leftover", "box" or "point", with rules between the groups."""
        menu = QMenu(self._window)
        rows = [row for row in actions.TABLE if place in row.where and row.when(self._window)]
        for number, row in enumerate(rows):
            if number and (rows[number - 1].line_after or rows[number - 1].menu != row.menu):
                menu.addSeparator()
            menu.addAction(self._window.made[row.name])
        return menu

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        made = self._window.made
        actions.refresh(self._window, made)
        menu.aboutToHide.connect(lambda: actions.free(made))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def open_palette(self) -> None:
        from planner.ui.palette import Palette

        Palette(self._window).open()

    def open_search(self) -> None:
        from planner.ui.search import Search

        Search(self._window).open()

    def open_help(self) -> None:
        from planner.ui.help import Help

        Help(self._window).open()

    def open_written(self) -> None:
        """The open page as it was written on paper."""
        from planner.ui.written.dialog import Written

        if self._window.page.pictures:
            Written(self._window).open()
        else:
            self._window.say("No sheet of this day was read from paper yet.")

    def open_settings(self) -> None:
        from planner.ui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._window.workspace, self._window)
        dialog.kept_out.connect(self._window.say)
        dialog.open()
