const hidden = '＊';

/** Contact details as staff see them until they say what they need them for. */
export const mask = {
  name: (name: string | null): string | null =>
    name === null || name === ''
      ? null
      : `${[...name][0]}${hidden.repeat(Math.min(3, Math.max(1, [...name].length - 1)))}`,
  phone: (phone: string | null): string | null =>
    phone === null ? null : `${phone.slice(0, 3)}${hidden.repeat(4)}${phone.slice(-2)}`,
  email: (email: string | null): string | null =>
    email === null ? null : `${email.slice(0, 1)}${hidden.repeat(3)}@${email.split('@')[1] ?? ''}`,
};

/** Name beside an act: staff by name, residents no more plainly than among the reporters. */
export const nameBeside = (kind: string | null, name: string | null): string =>
  (kind === 'resident' ? mask.name(name) : name) ?? '';
