import pg from 'pg';

// The numbers by which PostgreSQL names its types on the wire (pg_type.oid).
const { DATE, TIME, TIMESTAMPTZ, INT8 } = pg.types.builtins;

/** How values come out of either driver: the one place where PostgreSQL's text becomes Temporal's values. */
export const parsers: Record<number, (text: string) => unknown> = {
  [DATE]: (text) => Temporal.PlainDate.from(text),
  [TIME]: (text) => Temporal.PlainTime.from(text),
  [TIMESTAMPTZ]: (text) => Temporal.Instant.from(text),
  [INT8]: Number,
};

const asText = (value: unknown) => String(value);

/** PGlite would make Dates of these. */
export const serializers = { [DATE]: asText, [TIME]: asText, [TIMESTAMPTZ]: asText };

export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : (parsers[oid] ?? pg.types.getTypeParser(oid, 'text')),
};
