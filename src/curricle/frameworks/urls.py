"""The site map of frameworks."""

from django.urls import path

from curricle.frameworks import views

app_name = "frameworks"

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/bring/", views.bring, name="bring"),
    path("frameworks/bring/template.<str:ending>", views.template, name="template"),
    path("frameworks/bring/<str:token>/", views.preview, name="preview"),
    path("frameworks/bring/<str:token>/confirm/", views.confirm, name="confirm"),
    path("frameworks/bring/<str:token>/reading/", views.prose, name="prose"),
    path("frameworks/bring/<str:token>/reading/decide/", views.decide, name="decide"),
    path("frameworks/bring/<str:token>/reading/again/", views.prose_recipe, name="prose_recipe"),
    path("frameworks/bring/<str:token>/reading/leave/", views.prose_leave, name="prose_leave"),
    path("frameworks/<str:version>/", views.version, name="version"),
    path("frameworks/<str:version>/move/", views.move, name="move"),
    path("frameworks/<str:version>/branch/", views.branch, name="branch"),
    path("frameworks/<str:version>/items/<str:item>/", views.item, name="item"),
    path("frameworks/<str:version>/download/<str:format>/", views.download, name="download"),
]
