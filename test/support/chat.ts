/** A message as a person finds it in a chat, whatever the platform. */
export type Message = {
  /** Stays the same when the message is updated. */
  id: string;
  /** All of its words. */
  text: string;
  /** The labels of its buttons. */
  buttons: readonly string[];
  /** What its inputs hold before anybody touches them, by id. */
  inputs: Readonly<Record<string, string | readonly string[]>>;
};

type FormInput = Readonly<Record<string, string | readonly string[]>>;

/** A chat platform as its people use it. Journeys are written once against this, and run on each. */
export interface Chat {
  /** Says something to Cairn alone, or, in a channel, with a mention of it. Resolves when Cairn has answered. */
  say(person: string, text: string, channel?: string): Promise<void>;
  /** Presses the button of a message, sending its inputs along: what they hold, and what the person changed. */
  press(person: string, message: Message, label: string, changed?: FormInput, channel?: string): Promise<void>;
  /** What stands in the thread of a channel's message. */
  thread(message: Message, channel: string): Promise<readonly Message[]>;
  /** What a person sees in their own conversation with Cairn, or in a channel, the oldest first. */
  messages(person: string, channel?: string): Promise<readonly Message[]>;
}
