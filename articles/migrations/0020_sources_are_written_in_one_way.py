"""The identifiers of a source are kept in one spelling, so that one source is one row."""

import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


def lower_dois(apps, schema_editor):
    """DOIs ignore case. Of two rows that differ only in that, the older keeps it.

    The younger one stays, as texts cite it, and leads to the DOI by its address.
    """
    Source = apps.get_model("articles", "Source")
    with_doi = Source.objects.exclude(doi=None)
    taken = {doi for doi in with_doi.values_list("doi", flat=True) if doi == doi.lower()}
    for source in with_doi.exclude(doi=models.functions.Lower("doi")).order_by("pk"):
        lower = source.doi.lower()
        if lower in taken:
            source.url = source.url or f"https://doi.org/{source.doi}"
            source.doi = None
        else:
            source.doi = lower
            taken.add(lower)
        source.save(update_fields=["doi", "url"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_all_of_a_revision_stays'),
    ]

    operations = [
        migrations.RunPython(lower_dois, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='source',
            name='doi',
            field=models.CharField(blank=True, max_length=200, null=True, unique=True, verbose_name='DOI'),
        ),
        migrations.AlterField(
            model_name='source',
            name='key',
            field=models.SlugField(help_text='Cited in a text as [@key].', max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9_-]*\\Z', 'A key looks like fumagalli-2022: lower-case letters.')]),
        ),
        migrations.AlterField(
            model_name='source',
            name='pmid',
            field=models.CharField(blank=True, max_length=10, null=True, unique=True, verbose_name='PubMed id'),
        ),
        migrations.AlterField(
            model_name='source',
            name='registry_id',
            field=models.CharField(blank=True, max_length=30, null=True, unique=True, verbose_name='trial registry id'),
        ),
        migrations.AlterField(
            model_name='source',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1800)]),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['trial', 'cohort', 'review', 'guideline', 'regulator', 'registry', 'book', 'database'])), name='source_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('year', None), models.Q(('year__gte', 1800), ('year__lte', 2200)), _connector='OR'), name='source_year_plausible'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('doi', django.db.models.functions.text.Lower('doi'))), name='source_doi_lower_case'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_by', None), models.Q(('superseded_by', models.F('pk')), _negated=True), _connector='OR'), name='source_does_not_supersede_itself'),
        ),
    ]
