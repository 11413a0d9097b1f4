"""Accounts, the record, files, jobs, health."""

from django.urls import path

from curricle.people.views import account, factors, files, health, jobs, links, members, outside, record, rights, second, sessions, signin

app_name = "people"

urlpatterns = [
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("sign-in/forgotten/", signin.forgotten, name="forgotten"),
    path("sign-in/new-password/<str:who>/<str:token>/", signin.reset, name="reset"),
    path("sign-in/second-factor/", second.second, name="second"),
    path("sign-in/passkey/", second.passkey, name="passkey"),
    path("sign-in/passkey/challenge/", second.challenge, name="challenge"),
    path("sign-in/university/", outside.begin, name="outside_begin"),
    path("sign-in/university/back/", outside.back, name="outside_back"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/organisation/", account.act_for, name="act_for"),
    path("account/confirm/", second.confirm, name="confirm"),
    path("account/second-factor/", factors.second_factor, name="second_factor"),
    path("account/second-factor/app/", factors.app, name="app"),
    path("account/second-factor/passkey/", factors.new_passkey, name="new_passkey"),
    path("account/second-factor/passkey/challenge/", factors.new_passkey_challenge, name="new_passkey_challenge"),
    path("account/second-factor/<int:factor>/name/", factors.rename, name="rename_passkey"),
    path("account/second-factor/<int:factor>/remove/", factors.remove, name="remove_factor"),
    path("account/recovery-codes/", factors.codes, name="codes"),
    path("account/recovery-codes/file/", factors.codes_file, name="codes_file"),
    path("account/sessions/end/", sessions.end_others, name="end_other_sessions"),
    path("account/sessions/<int:session>/end/", sessions.end, name="end_session"),
    path("account/university/", outside.link, name="outside_link"),
    path("account/university/remove/", outside.unlink, name="outside_unlink"),
    path("people/", members.people, name="people"),
    path("people/<uuid:membership>/end/", members.end, name="end_role"),
    path("people/<uuid:membership>/start-again/", members.start_again, name="start_again"),
    path("help/who-may-do-what/", rights.rights, name="rights"),
    path("record/", record.record, name="record"),
    path("files/<uuid:uuid>/", files.download, name="file"),
    path("jobs/<uuid:uuid>/", jobs.job, name="job"),
    path("jobs/<uuid:uuid>/stop/", jobs.cancel, name="job_cancel"),
    path("shared/<uuid:link>/open/<str:token>/", links.link, name="link"),
    path("shared/<uuid:link>/open/<str:token>/code/", links.code, name="link_code"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
