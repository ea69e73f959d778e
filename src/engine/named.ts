/** What somebody means by a name or a part of it; nothing where that is none of them, or several. */
export function named<T extends { id: string; title: string }>(all: readonly T[], wanted: string): T | undefined {
  const words = wanted.toLowerCase();
  const exact = all.find(({ id, title }) => id === words || title.toLowerCase() === words);
  const near = all.filter(({ id, title }) => id.includes(words) || title.toLowerCase().includes(words));
  return exact ?? (near.length === 1 ? near[0] : undefined);
}
