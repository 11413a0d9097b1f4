"""The site map of frameworks."""

from django.urls import path

from curricle.frameworks import views

app_name = "frameworks"

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/bring/", views.bring, name="bring"),
    path("frameworks/bring/template.<str:ending>", views.template, name="template"),
    path("frameworks/bring/<str:token>/", views.preview, name="preview"),
    path("frameworks/bring/<str:token>/plan.xlsx", views.plan_book, name="plan_book"),
    path("frameworks/bring/<str:token>/confirm/", views.confirm, name="confirm"),
    path("frameworks/imports/", views.imports, name="imports"),
    path("frameworks/imports/<uuid:uuid>/", views.import_record, name="import"),
    path("frameworks/imports/<uuid:uuid>/undo/", views.import_undo, name="import_undo"),
    path("frameworks/<str:version>/", views.version, name="version"),
    path("frameworks/<str:version>/move/", views.move, name="move"),
    path("frameworks/<str:version>/branch/", views.branch, name="branch"),
    path("frameworks/<str:version>/items/<str:item>/", views.item, name="item"),
    path("frameworks/<str:version>/download/<str:format>/", views.download, name="download"),
]
