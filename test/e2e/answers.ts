import { setTimeout as sleep } from 'node:timers/promises';

import type { Simulators } from '../simulators';

const PAUSE_MS = 100;

/** The link that the text of a question ends with; an empty text where it has none. */
export const linkIn = (text = '') => /https?:\S+$/.exec(text)?.[0] ?? '';

/** What the page's form sends. */
export const postAnswer = async (link: string, form: Readonly<Record<string, string>>) =>
	await fetch(link, { method: 'POST', body: new URLSearchParams(form) });

/**
 * Approves each question that goes out while a workflow runs, as its recipients would. n8n takes no
 * answer before the execution has come to wait, so each is tried again until it is taken.
 */
export async function approving<Value>(
	{ raygan, turkey }: Simulators,
	running: Promise<Value>,
): Promise<Value> {
	const approved = new Set<string>();
	let hasEnded = false;
	const end = () => {
		hasEnded = true;
	};
	running.then(end, end);
	while (!hasEnded) {
		for (const { text } of [...raygan.ledger, ...turkey.ledger]) {
			const link = linkIn(text);
			if (link === '' || approved.has(link)) continue;
			if ((await postAnswer(link, { answer: 'approve' })).ok) approved.add(link);
		}
		await sleep(PAUSE_MS);
	}
	return await running;
}
