/** A grid or place with what lies above it, outermost first; what its own name says already is not said twice. */
export function placeWords(path: string, name: string): string {
  const above = path.split('/').map((part) => part.trim());
  if (name.includes(above.at(-1) ?? '')) above.pop();
  return [...above, name].join(' · ');
}
