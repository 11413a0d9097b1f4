"""The site map of designing programmes."""

from django.urls import path, register_converter

from curricle.design import views


class Code:
    """A code in an address: a stroke, which universities like in codes, is written as a tilde."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value.replace("~", "/")

    def to_url(self, value: str) -> str:
        return value.replace("/", "~")


register_converter(Code, "code")

app_name = "design"

reading = [
    path("", views.home, name="home"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<code:code>/", views.programme, name="programme"),
    path("programmes/<code:code>/gaps/", views.gaps, name="gaps"),
    path("programmes/<code:code>/findings/", views.findings, name="findings"),
    path("programmes/<code:code>/hours/", views.hours, name="hours"),
    path("programmes/<code:code>/matrix/", views.matrix, name="matrix"),
    path("programmes/<code:code>/modules/", views.modules, name="modules"),
    path("programmes/<code:code>/modules/<code:module>/", views.module, name="module"),
    path("programmes/<code:code>/changes/", views.changes, name="changes"),
    path("touched/<str:version>/<str:other>/", views.touched, name="touched"),
    path("touched/<str:version>/<str:other>/xlsx/", views.touched_download, name="touched_download"),
    path("used/<str:version>/<str:item>/", views.where_used, name="where_used"),
]

writing = [
    path("programmes/<code:code>/take-away/", views.take_away, name="take_away"),
    path("programmes/<code:code>/bring-back/", views.restore, name="restore"),
    path("limits/", views.limits, name="limits"),
    path("programmes/<code:code>/findings/take-back/", views.end_waiver, name="end_waiver"),
    path("programmes/<code:code>/facts/", views.facts, name="facts"),
    path("programmes/<code:code>/changes/undo/", views.undo, name="undo"),
    path("programmes/<code:code>/findings/waive/", views.waive, name="waive"),
]

editing = [
    path("programmes/<code:code>/add-module/", views.add_module, name="add_module"),
    path("programmes/<code:code>/modules/<code:module>/change/", views.edit_module, name="edit_module"),
    path("programmes/<code:code>/modules/<code:module>/outcomes/", views.edit_outcomes, name="edit_outcomes"),
    path("programmes/<code:code>/modules/<code:module>/assessments/", views.edit_assessments, name="edit_assessments"),
    path("programmes/<code:code>/modules/<code:module>/hours/", views.edit_hours, name="edit_hours"),
    path("programmes/<code:code>/modules/<code:module>/people/", views.workers, name="workers"),
    path("programmes/<code:code>/modules/<code:module>/take-out/", views.take_out, name="take_out"),
    path("programmes/<code:code>/modules/<code:module>/outcomes/<code:outcome>/map/", views.map_outcome, name="map_outcome"),
    path("programmes/<code:code>/map/<str:lens>/<str:item>/", views.map_item, name="map_item"),
]

files = [
    path("programmes/<code:code>/papers/", views.papers, name="papers"),
    path("programmes/<code:code>/papers/own-template/", views.own_template, name="own_template"),
    path("programmes/<code:code>/workbook/", views.workbook, name="workbook"),
    path("bring/template.xlsx", views.template, name="template"),
]

bringing = [
    path("bring/", views.bring, name="bring"),
    path("bring/<str:token>/", views.preview, name="preview"),
    path("bring/<str:token>/sheet/", views.sheet, name="sheet"),
    path("bring/<str:token>/confirm/", views.confirm, name="confirm"),
]

sharing = [
    path("programmes/<code:code>/outside/", views.outside, name="outside"),
    path("programmes/<code:code>/outside/new/", views.share, name="share"),
    path("programmes/<code:code>/outside/<uuid:link>/withdraw/", views.withdraw_link, name="withdraw_link"),
    path("programmes/<code:code>/outside/<uuid:link>/send-again/", views.send_link_again, name="send_link_again"),
    path("programmes/<code:code>/outside/<uuid:link>/close/", views.close_answer, name="close_answer"),
    path("shared/<uuid:link>/programme/", views.shared, name="shared"),
    path("shared/<uuid:link>/programme/answer/", views.shared_answer, name="shared_answer"),
    path("shared/<uuid:link>/programme/papers/<uuid:file>/", views.shared_paper, name="shared_paper"),
]

urlpatterns = reading + writing + editing + files + bringing + sharing
