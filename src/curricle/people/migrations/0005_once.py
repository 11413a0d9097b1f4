from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_links")]

    operations = [
        migrations.CreateModel(
            name="OnceRow",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("request", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("answer", models.JSONField(default=dict)),
            ],
        ),
    ]
