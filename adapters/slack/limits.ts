/** What Slack takes; beyond these it refuses the whole message. */
export const limits = {
  text: 4_000,
  blocks: 50,
  charts: 2,
  /** Over all blocks of a message. Slack names no number; messages fail near 13,200. */
  characters: 12_000,
  section: 3_000,
  field: 2_000,
  fields: 10,
  contextElements: 10,
  actionElements: 25,
  button: 75,
  inputLabel: 2_000,
  inputText: 3_000,
  option: 75,
  optionValue: 150,
  /** Of checkboxes and radio buttons. */
  boxes: 10,
  selectOptions: 100,
};
