"""More can be decided about an item, more than once, and decisions can be undone."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0026_contributions_can_be_hidden")]

    operations = [
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_refusal_has_message',
        ),
        migrations.AddField(
            model_name='decision',
            name='effect',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='decision',
            name='note',
            field=models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='note to moderators'),
        ),
        migrations.AddField(
            model_name='decision',
            name='undoes',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='forum.decision'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='decision',
            field=models.CharField(choices=[('publish', 'Publish'), ('reject', 'Do not publish'), ('ask', 'Ask to edit'), ('keep', 'Keep'), ('hide', 'Hide'), ('remove', 'Remove'), ('redact', 'Take out personal data'), ('lock', 'Lock'), ('duplicate', 'Mark as a duplicate'), ('move', 'Move to another condition'), ('label', 'Label'), ('merge', 'Merge'), ('escalate', 'Ask a second moderator'), ('undo', 'Undo')], max_length=10),
        ),
        migrations.AlterField(
            model_name='decision',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='forum.reviewitem'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['publish', 'keep', 'duplicate', 'move', 'label', 'merge', 'escalate', 'undo']), models.Q(('message', ''), _negated=True), _connector='OR'), name='decision_refusal_has_message'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'escalate'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='decision_escalated_with_note'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'undo'), ('undoes__isnull', False)), models.Q(models.Q(('decision', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='decision_undo_says_of_what'),
        ),
    ]
