import { randomBytes } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { parseInstant } from '../../sms/dates';
import type { Message, MessageResult } from '../message';

/** What was sent under one set of ids: a message, or many that share a request. */
export interface Sent {
	/** Output fields that the provider's answer gave. */
	readonly ids: IDataObject;
	/** E.164; undefined where the ids stand for many messages. */
	readonly recipient?: string;
	/** Unix milliseconds of the send, or of the time that it was scheduled for. */
	readonly at: number;
	/** Unix milliseconds at which it was noted. */
	readonly notedAt: number;
	/** How far the register has been read after this entry. */
	readonly place: string;
}

/** An entry's place is told by its number, so it is not kept. */
type Entry = Omit<Sent, 'place'>;

interface Register {
	/** Places of another register, or of another process, say nothing here. */
	readonly name: string;
	readonly entries: Entry[];
	/** Of all that was ever noted. */
	count: number;
	/** Unix milliseconds at which it was last read; 0 where nothing has read it. */
	readAt: number;
}

const MAX_ENTRIES = 50_000;
const MAX_ACCOUNTS = 200;

/** What no trigger has ever read is let go after this time. */
const UNREAD_MS = 3_600_000;

/** A trigger that reads once a day finds all of it. */
const READ_MS = 49 * 3_600_000;

/** The fields that a provider can be asked by. Codes, tokens and texts are not kept. */
const ID_FIELD = /Ids?$/;

const placeOf = ({ name, count }: Register, number = count) => `${name} ${number}`;

const registers = new Map<string, Register>();

const newRegister = (): Register => ({
	name: randomBytes(6).toString('base64url'),
	entries: [],
	count: 0,
	readAt: 0,
});

/** The register of an account, as the newest of all; accounts beyond the most make way, oldest first. */
function registerOf(account: string): Register {
	const register = registers.get(account) ?? newRegister();
	registers.delete(account);
	registers.set(account, register);
	const oldest = [...registers.keys()].slice(0, Math.max(0, registers.size - MAX_ACCOUNTS));
	for (const name of oldest) registers.delete(name);
	return register;
}

/** Lets go of what nothing reads. */
function forgetUnread(now: number): void {
	for (const { entries, readAt } of registers.values()) {
		const since = readAt === 0 ? now - UNREAD_MS : readAt + READ_MS < now ? now : 0;
		const kept = entries.findIndex(({ notedAt }) => notedAt >= since);
		entries.splice(0, kept < 0 ? entries.length : kept);
	}
}

const idsOnly = (ids: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(ids).filter(([name]) => ID_FIELD.test(name)));

/**
 * Notes the accepted messages of one request, for the triggers of the same process. n8n has no memory
 * that an action node and a trigger share, so this ends with the process, and the oldest entries make
 * way for new ones: the last 50,000 of an account are kept, and of an account that no trigger reads
 * those of the last hour.
 *
 * @param results one a message, in order
 * @param scheduledAt when they go, ISO 8601, where that is later
 */
export function noteSent(
	account: string,
	messages: readonly Message[],
	results: readonly MessageResult[],
	scheduledAt?: unknown,
): void {
	const notedAt = Date.now();
	const scheduled = parseInstant(scheduledAt, 'UTC');
	const at = scheduled.ok ? Math.max(notedAt, scheduled.epochMs) : notedAt;
	const byIds = new Map<string, { readonly ids: IDataObject; recipient?: string }>();
	let name = '';
	for (const [index, result] of results.entries()) {
		const recipient = messages[index]?.recipient;
		if (!result.ok || recipient === undefined) continue;
		// Messages of one request mostly have one result, and a request has thousands of them.
		if (index === 0 || result !== results[index - 1]) name = JSON.stringify(idsOnly(result.ids));
		const noted = byIds.get(name);
		if (noted === undefined) byIds.set(name, { ids: idsOnly(result.ids), recipient });
		else if (noted.recipient !== recipient) noted.recipient = undefined;
	}
	forgetUnread(notedAt);
	const register = registerOf(account);
	for (const noted of byIds.values()) {
		register.count += 1;
		register.entries.push({ ...noted, at, notedAt });
	}
	register.entries.splice(0, Math.max(0, register.entries.length - MAX_ENTRIES));
}

/** What was noted of an account, and what was lost of it before it was read. */
export interface ReadSent {
	readonly sent: readonly Sent[];
	readonly missed: number;
	/** Where the register ends. */
	readonly place: string;
}

/**
 * What was noted after a place. A place of another process is behind all of this one; without a place
 * the register is read from a time on.
 *
 * @param from Unix milliseconds
 */
export function sentAfter(account: string, place: string, from: number): ReadSent {
	forgetUnread(Date.now());
	const register = registerOf(account);
	register.readAt = Date.now();
	const { entries, count } = register;
	const end = placeOf(register);
	const first = count - entries.length;
	const told = (skipped: number) =>
		entries.slice(skipped).map((entry, index): Sent => {
			return { ...entry, place: placeOf(register, first + skipped + index + 1) };
		});
	if (place === '') {
		return { sent: told(0).filter(({ notedAt }) => notedAt >= from), missed: 0, place: end };
	}
	const [name, number] = place.split(' ');
	const read = name === register.name ? Number(number) : 0;
	return {
		sent: told(Math.max(0, read - first)),
		missed: Math.max(0, first - read),
		place: end,
	};
}
