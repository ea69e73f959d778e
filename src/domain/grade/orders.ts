const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:rubric|instructions?|rules?|above|previous|prior|prompt|references?|criteria|grading)\b/isu,
  /\b(?:mark|grade|rate|score|count|accept|treat|consider|judge|label|evaluate)\b.{0,30}\b(?:correct|right|full|pass(?:ed)?|accepted|true|perfect)\b/isu,
  /\b(?:give|award|grant)\b.{0,20}\b(?:credits?|points?|marks?|score|grade)\b/isu,
  /\b(?:full|maximum|all|top) (?:marks?|credit|points?|score)\b/isu,
  /\b(?:system prompt|you are (?:now )?(?:a|an|the) (?:grader|teacher|assistant|ai|model)|(?:dear|note to|hey) (?:the )?(?:grader|teacher|ai))\b/isu,
  /\b(?:verdict|label|score|grade)["']? ?[:=]/isu,
  /\b(?:this|my|the) answer (?:is|should be|must be) (?:\p{L}+ ){0,2}(?:correct|right|accepted|true|perfect)\b/isu,
  /\b(?:ignorier|vergiss|missacht|uberspring)\p{L}*\b.{0,40}\b(?:regeln?|anweisung\p{L}*|vorgaben?|kriterien|bewertung\p{L}*)\b/isu,
  /\b(?:bewert|wert|markier|akzeptier)\p{L}*\b.{0,40}\b(?:richtig|korrekt|voll\p{L}*|bestanden)\b/isu,
  /\b(?:volle|alle) punkt(?:e|zahl)\b/isu,
];

/** Whether somebody tells the grader what to do instead of answering. */
export function isOrder(text: string): boolean {
  return ORDERS.some((order) => order.test(text));
}
