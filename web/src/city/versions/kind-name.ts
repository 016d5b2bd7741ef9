import { useTexts } from '../texts.ts';

/** Kinds of entries that a city is made of, as the server names them. */
const kinds = [
  'setting',
  'division',
  'grid',
  'landmark',
  'unit',
  'staff',
  'class',
  'type',
  'rule',
  'template',
  'legalYear',
  'gridEdit',
  'gridEdit',
] as const;

const fields = [
  'name',
  'description',
  'outline',
  'centre',
  'areaM2',
  'path',
  'conditions',
  'rules',
  'keywords',
  'questions',
  'admitted',
  'exited',
  'when',
  'lead',
  'assist',
  'note',
  'gridCodes',
  'grants',
  'unitCode',
  'parentCode',
  'population',
  'phone',
  'position',
  'level',
  'kind',
  'divisionCode',
  'communityCode',
  'forResidents',
  'classCode',
  'number',
  'text',
  'holidays',
  'makeUpDays',
] as const;

const settings = [
  'name',
  'version',
  'outline',
  'calendar',
  'lifeCycle',
  'duties',
  'fallback',
  'catalogue',
  'channels',
  'requestKinds',
  'reasons',
  'notices',
  'supervision',
  'jointDuties',
  'patrol',
  'hotlineDesk',
  'registers',
  'mailDesk',
  'words',
  'codeScheme',
  'map',
  'hotline',
  'baseMapUrl',
  'timeZone',
] as const;

/** A kind of entry in words; one that this page does not know yet is shown by its code. */
export function useKindName(): (kind: string) => string {
  const t = useTexts();
  return (kind) => {
    const known = kinds.find((one) => one === kind);
    return known === undefined ? kind : t(`kind.${known}`);
  };
}

export function useFieldName(): (field: string) => string {
  const t = useTexts();
  return (field) => {
    const known = fields.find((one) => one === field);
    return known === undefined ? field : t(`field.${known}`);
  };
}

export function useSettingName(): (code: string) => string {
  const t = useTexts();
  return (code) => {
    const known = settings.find((one) => one === code);
    return known === undefined ? code : t(`setting.${known}`);
  };
}
