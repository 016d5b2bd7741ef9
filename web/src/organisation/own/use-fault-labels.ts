import { useTexts } from '../texts.ts';

/** Labels of fields by their path, so that refusals speak the words on screen. */
export function useFaultLabels(): Readonly<Record<string, string>> {
  const t = useTexts();
  return {
    name: t('identity.name'),
    creditCode: t('identity.code'),
    noCodeReason: t('identity.reason'),
    evidence: t('identity.papers'),
    placeCode: t('place.label'),
    address: t('contact.address'),
    'contact.name': t('contact.name'),
    'contact.phone': t('contact.phone'),
    'contact.email': t('contact.email'),
    email: t('people.email'),
    words: t('answer.words'),
  };
}
