"""Two steps; the second one does what CURRICLE_TRIAL says."""

import os
import time
from pathlib import Path

from django.db import migrations, models


def second_step(apps, schema_editor):
    trial = os.environ.get("CURRICLE_TRIAL", "good")
    if trial == "fail":
        raise RuntimeError("the second step does not work here")
    if trial == "hang":
        Path(os.environ["CURRICLE_TRIAL_SIGN"]).touch()
        time.sleep(60)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=10))]),
        migrations.RunSQL("UPDATE people_person SET name = 'changed half way'", migrations.RunSQL.noop),
        migrations.RunPython(second_step, migrations.RunPython.noop),
    ]
