/** Words that take a statement back: "it is false that …". */
const TAKING_BACK = new Set(
  (
    'false falsely untrue wrong wrongly incorrect incorrectly mistaken mistake myth lie lies nonsense opposite contrary hardly barely unless ' +
    'deny denies doubt doubtful disagree impossible unlikely fail fails failed refuse contradict contradicts ' +
    'falsch unwahr inkorrekt unrichtig irrtum irrig luge gegenteil kaum unmoglich bestreite bezweifle stimmt quatsch unsinn'
  ).split(' '),
);

const PAIRS =
  'more-less more-fewer increase-decrease increases-decreases increased-decreased increasing-decreasing rise-fall rises-falls higher-lower ' +
  'high-low bigger-smaller larger-smaller big-small large-small greater-less greater-smaller longer-shorter long-short faster-slower ' +
  'fast-slow heavier-lighter heavy-light hotter-colder hot-cold warmer-cooler warm-cool harder-softer hard-soft thicker-thinner thick-thin ' +
  'before-after first-last above-below up-down open-closed opened-closed on-off positive-negative left-right inside-outside in-out ' +
  'internal-external always-never all-none same-different true-false gain-lose gains-loses start-stop add-remove allow-forbid ' +
  'allowed-forbidden attract-repel attracts-repels absorb-reflect absorbs-reflects stronger-weaker strong-weak early-late earlier-later ' +
  'near-far closer-farther most-least maximum-minimum contains-lacks with-without public-private safe-unsafe wet-dry full-empty dark-light ' +
  'solid-liquid push-pull connected-disconnected connected-separated complete-incomplete ' +
  'mehr-weniger hoher-niedriger hoch-niedrig grosser-kleiner gross-klein langer-kurzer schneller-langsamer vor-nach immer-nie ' +
  'offen-geschlossen oben-unten innen-aussen erlaubt-verboten richtig-falsch steigt-sinkt steigen-sinken vorher-nachher mit-ohne';

const CONTRARIES = new Map<string, string[]>();
for (const [a = '', b = ''] of PAIRS.split(' ').map((pair) => pair.split('-'))) {
  CONTRARIES.set(a, [...(CONTRARIES.get(a) ?? []), b]);
  CONTRARIES.set(b, [...(CONTRARIES.get(b) ?? []), a]);
}

/** Whether an answer takes back what it says, with words that the reference does not have. */
export function takesBack(answer: readonly string[], reference: readonly string[]): boolean {
  return answer.some((word) => TAKING_BACK.has(word) && !reference.includes(word));
}

/** Whether an answer says "more" where the reference says "less". */
export function saysContrary(answer: readonly string[], reference: readonly string[]): boolean {
  return answer.some(
    (word) =>
      !reference.includes(word) && CONTRARIES.get(word)?.some((other) => reference.includes(other) && !answer.includes(other)),
  );
}
