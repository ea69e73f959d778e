/** The languages that Cairn speaks; English is the source of all others (docs/languages.md). */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a platform's locale, like `de-AT` or `de_DE`, where we speak it. */
function languageOf(locale: string | undefined): Language | undefined {
  const tag = locale?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === tag);
}

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ['en', 'english', 'englisch'],
  de: ['de', 'german', 'deutsch'],
};

/** A language by its name, in any of ours. */
export function languageNamed(name: string): Language | undefined {
  return LANGUAGES.find((language) => NAMES[language].includes(name.trim().toLowerCase()));
}

/** What somebody reads: what they chose, else what their platform says, else what their workspace speaks. */
export function languageFor(
  member: { language?: Language | undefined; locale?: string | undefined } | undefined,
  workspace: { language: Language },
): Language {
  return member?.language ?? languageOf(member?.locale) ?? workspace.language;
}
