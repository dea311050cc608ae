// The words on the map, in the language of the editor.

import { l10n } from 'vscode';
import { Words } from './graph';

export function words(): Words {
  return {
    kinds: {
      vision: l10n.t('Vision'),
      mission: l10n.t('Mission'),
      goal: l10n.t('Goals'),
      target: l10n.t('Targets'),
      indicator: l10n.t('Indicators'),
      outcome: l10n.t('Outcomes'),
      priority: l10n.t('Priorities'),
      output: l10n.t('Outputs'),
      activity: l10n.t('Activities'),
      offering: l10n.t('Products and services'),
      enabler: l10n.t('Enablers'),
      risk: l10n.t('Risks'),
      assumption: l10n.t('Assumptions'),
      missing: l10n.t('Missing'),
    },
    broken: l10n.t('broken link'),
    unfunded: l10n.t('no funding'),
    findings: l10n.t('findings'),
    elements: l10n.t('elements'),
    fit: l10n.t('Show all'),
    zoomIn: l10n.t('Larger'),
    zoomOut: l10n.t('Smaller'),
    map: l10n.t('Plan map'),
  };
}
