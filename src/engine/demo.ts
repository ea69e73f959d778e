import { newTeam } from '../domain/team.ts';
import { setUpTeam } from './team/team.ts';
import { meet, type Turn } from './turn.ts';

/** Who takes part in a demonstration: the lead comes first, and so looks after the workspace too. */
export type Demo = { lead: string; people: readonly string[]; channel: { id: string; name: string }; zone: string };

/** Puts a few people and their team into an empty workspace, as if a lead had; says nothing to anybody. */
export async function prepareDemo(turn: Turn, demo: Demo): Promise<void> {
  if (await turn.records.members.any()) return;
  const workspace = { ...turn.workspace, zone: demo.zone };
  await turn.records.workspace.save(workspace);
  const here = { ...turn, workspace };
  const lead = await meet(here, demo.lead);
  const [first] = await turn.records.decks.list();
  if (first) await setUpTeam(here, newTeam(turn.newId(), demo.channel, first.id, demo.zone), { lead, people: demo.people });
}
