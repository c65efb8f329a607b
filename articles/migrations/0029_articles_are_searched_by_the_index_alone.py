"""Articles have no column of their own for the search any more: the search index finds them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_trials_are_published_by_people")]
    operations = [
        migrations.RemoveIndex(model_name="article", name="article_search"),
        migrations.RemoveField(model_name="article", name="search"),
    ]
