import type { AccountNames } from '../http/account';

/** Under which names what is kept of an account is found again. */
export type KeptUnder = Pick<AccountNames, 'own' | 'isSame'>;

/** Of an event whose subjects belong to one account each by their nature, as a line does. */
export const ANY_ACCOUNT: KeptUnder = { own: 'any:', isSame: [() => true] };

/** Names of release 0.1.0: a print of base URL and user, so that a corrected URL began all afresh. */
const isOfOldRelease = (account: string) => !account.includes(':');

interface PartName {
	readonly event: string;
	readonly account: string;
	readonly subject: string;
}

function split(name: string): PartName | undefined {
	const [, event, account, subject] = /^([^ ]+) ([^ ]+) (.*)$/s.exec(name) ?? [];
	if (event === undefined || account === undefined || subject === undefined) return undefined;
	return { event, account, subject };
}

/** The parts of a state that are of one event and one account. */
export class PartNames {
	private readonly parts: ReadonlyArray<PartName & { readonly name: string }>;

	/** @param kept names of all parts, those that changed last at the end */
	constructor(
		private readonly event: string,
		private readonly account: KeptUnder,
		kept: readonly string[],
	) {
		this.parts = kept
			.flatMap((name) => {
				const part = split(name);
				return part?.event === event ? { ...part, name } : [];
			})
			.reverse();
	}

	/** The name under which a subject is kept from now on. */
	nameOf(subject: string): string {
		return `${this.event} ${this.account.own} ${subject}`;
	}

	/**
	 * The name under which a subject was kept. Of a release that knew nothing but prints the only part
	 * there is counts too: a key may have been replaced since.
	 */
	keptNameOf(subject: string): string | undefined {
		const own = this.nameOf(subject);
		const ofSubject = this.parts.filter((part) => part.subject === subject);
		if (ofSubject.some(({ name }) => name === own)) return own;
		for (const isSame of this.account.isSame) {
			const found = ofSubject.find(({ account }) => isSame(account));
			if (found !== undefined) return found.name;
		}
		const [only, ...others] = ofSubject;
		return only !== undefined && others.length === 0 && isOfOldRelease(only.account)
			? only.name
			: undefined;
	}

	/** What is kept of this event and account. */
	subjects(): string[] {
		const all = new Set(this.parts.map(({ subject }) => subject));
		return [...all].filter((subject) => this.keptNameOf(subject) !== undefined);
	}
}
