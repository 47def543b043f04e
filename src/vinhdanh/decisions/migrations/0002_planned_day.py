from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="officialpaper",
            name="planned_on",
            field=models.DateField(null=True, verbose_name="ngày dự kiến ban hành"),
        ),
    ]
