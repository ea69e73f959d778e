import { z } from 'zod';

// What Slack takes in the blocks of a message, as its reference describes it: https://docs.slack.dev/reference/block-kit

const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);

const id = z.string().min(1).max(255);
const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) });
const options = (most: number) => z.array(option).min(1).max(most);
const user = z.string().regex(/^[UW][A-Z0-9]+$/);
const amongOptions = (element: {
  options: unknown[];
  initial_option?: unknown;
  initial_options?: unknown[] | undefined;
}): boolean => {
  const known = element.options.map((each) => JSON.stringify(each));
  const initial = element.initial_option ? [element.initial_option] : (element.initial_options ?? []);
  return initial.every((each) => known.includes(JSON.stringify(each)));
};

const single = <T extends string>(type: T, most: number) =>
  z
    .strictObject({ type: z.literal(type), action_id: id, options: options(most), initial_option: option.optional() })
    .refine(amongOptions, 'initial_option must be one of the options');
const several = <T extends string>(type: T, most: number) =>
  z
    .strictObject({ type: z.literal(type), action_id: id, options: options(most), initial_options: options(most).optional() })
    .refine(amongOptions, 'initial_options must be among the options');

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plainText(75),
  value: z.string().max(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
});

const inputElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    initial_value: z.string().max(3_000).optional(),
  }),
  single('static_select', 100),
  single('radio_buttons', 10),
  several('checkboxes', 10),
  several('multi_static_select', 100),
  z.strictObject({ type: z.literal('multi_users_select'), action_id: id, initial_users: z.array(user).min(1).optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    action_id: id,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
  }),
]);

const style = z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional(), code: z.boolean().optional() });
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({ type: z.literal('link'), url: z.url(), text: z.string().optional(), style: style.optional() }),
]);

const name = z.string().min(1).max(20);
const series = z
  .array(z.strictObject({ name, data: z.array(z.strictObject({ label: name, value: z.number() })).min(1) }))
  .min(1)
  .max(6);

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
const chart = z
  .strictObject({
    type: z.enum(['line', 'bar']),
    series: series.refine((all) => areUnique(all.map((each) => each.name)), 'names of series must be unique'),
    axis_config: z.strictObject({ categories: z.array(name).min(1).max(20) }),
  })
  .refine(
    ({ series: all, axis_config: { categories } }) =>
      all.every(({ data }) => data.map(({ label }) => label).join() === categories.join()),
    'labels must match the categories',
  );

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('data_visualization'), block_id: id.optional(), title: z.string().min(1).max(50), chart }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id: id.optional(),
      text: anyText(3_000).optional(),
      fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    })
    .refine((section) => section.text ?? section.fields, 'a section needs text or fields'),
  z.strictObject({
    type: z.literal('rich_text'),
    block_id: id.optional(),
    elements: z.array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement) }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richElement) }),
      ]),
    ),
  }),
  z.strictObject({ type: z.literal('context'), block_id: id.optional(), elements: z.array(anyText(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
  z.strictObject({ type: z.literal('actions'), block_id: id.optional(), elements: z.array(button).min(1).max(25) }),
  z.strictObject({
    type: z.literal('input'),
    block_id: id.optional(),
    label: plainText(2_000),
    hint: plainText(2_000).optional(),
    optional: z.boolean().optional(),
    element: inputElement,
  }),
]);

export const homeBlocks = z.array(block).max(100);

export const messageBlocks = z
  .array(block)
  .max(50)
  .refine((blocks) => blocks.filter(({ type }) => type === 'data_visualization').length <= 2, 'two charts a message')
  .refine((blocks) => areUnique(blocks.flatMap((each) => each.block_id ?? [])), 'block_id must be unique in a message')
  .refine(
    (blocks) => blocks.every((each) => each.type !== 'actions' || areUnique(each.elements.map((element) => element.action_id))),
    'action_id must be unique in its block',
  )
  .refine((blocks) => lettersIn(blocks) <= 13_200, 'msg_blocks_too_long');

export type MessageBlock = z.infer<typeof block>;
export type ButtonElement = z.infer<typeof button>;
export type InputElement = z.infer<typeof inputElement>;

function areUnique(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

function lettersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, part]) => sum + (key === 'text' && typeof part === 'string' ? part.length : lettersIn(part)),
    0,
  );
}
