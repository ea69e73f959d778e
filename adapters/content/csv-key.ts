/** Which options a key names, by their places; or why that cannot be told. An empty option cannot be named. */
export type Key = { places: readonly number[] } | { reason: string };

export function readKey(key: string, options: readonly string[]): Key {
  if (key === '') return { reason: 'the answer is empty' };
  const whole = readOne(key, options);
  if (whole) return whole;
  const lettered = /^[A-H]{2,8}$/.test(key) ? [...key] : key.split(/\s*(?:[,;|/&+]|\s|\band\b)\s*/i).filter(Boolean);
  const parts = lettered.every((part) => placeOf(part, options) !== undefined)
    ? lettered
    : key.split(/\s*[;|\n]\s*/).filter(Boolean);
  const named = parts.map((part) => readOne(part, options));
  const unclear = named.find((each) => each && 'reason' in each);
  if (unclear) return unclear;
  const places = named.flatMap((each) => (each && 'places' in each ? each.places : []));
  if (places.length < parts.length || places.length === 0)
    return { reason: `the answer "${shortened(key)}" is none of the options` };
  return { places: [...new Set(places)].sort((a, b) => a - b) };
}

function readOne(key: string, options: readonly string[]): Key | undefined {
  const place = placeOf(key, options);
  const worded = options.findIndex((option) => option !== '' && alike(option) === alike(key));
  if (place !== undefined && worded >= 0 && worded !== place)
    return {
      reason: `the answer "${key}" may be the option of that text or the option at that place: write its letter or its text`,
    };
  if (worded >= 0) return { places: [worded] };
  if (place !== undefined)
    return options[place] ? { places: [place] } : { reason: `the answer "${key}" names an option that is empty` };
  return lettered(key, options);
}

// "B) Report it", where letter and text agree.
function lettered(key: string, options: readonly string[]): Key | undefined {
  const [, letter = '', text = ''] = /^\(?([a-h])[).:]+\s*(\S.*)$/is.exec(key) ?? [];
  const place = letter === '' ? undefined : placeOf(letter, options);
  return place !== undefined && alike(options[place] ?? '') === alike(text) ? { places: [place] } : undefined;
}

function placeOf(key: string, options: readonly string[]): number | undefined {
  const [, sign = ''] = /^\(?(?:(?:option|choice|answer)\s*)?([a-h]|[1-9])[).:]?$/i.exec(key.trim()) ?? [];
  if (sign === '') return undefined;
  const place = /\d/.test(sign) ? Number(sign) - 1 : sign.toLowerCase().charCodeAt(0) - 97;
  return place < options.length ? place : undefined;
}

function alike(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
