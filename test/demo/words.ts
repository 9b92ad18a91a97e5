import { OWNER } from '../e2e/session';

/** What a user of the demo needs to know. */
export interface Place {
	/** Address of the editor */
	readonly n8n: string;
	/** Address of the page with the phones */
	readonly phone: string;
	/** Of the simulated Raygan SMS account */
	readonly line: string;
	/** Of the simulated TurkeySMS account */
	readonly senderId: string;
	/** IANA time zone of n8n */
	readonly zone: string;
	readonly keep: boolean;
}

const KEPT =
	'Ctrl-C stops it. The workflows, credentials and executions of this n8n are kept for the next\n' +
	'npm run demo -- --keep; the messages on the phones are gone.';
const GONE =
	'Ctrl-C stops it. Then this n8n is gone, with its workflows, credentials and executions, and so\n' +
	'are the messages on the phones. npm run demo -- --keep keeps the n8n.';

/** The lines that the demo shows once everything is up. */
export function welcome({ n8n, phone, line, senderId, zone, keep }: Place): string {
	return [
		'',
		`n8n         ${phone}/n8n   opens the list of workflows, signed in`,
		`            or ${n8n}/home/workflows   ${OWNER.email}, ${OWNER.password}`,
		`Phones      ${phone}   what workflows send arrives here, and answers go back`,
		`Raygan SMS  line ${line}`,
		`TurkeySMS   sender ID ${senderId}`,
		`Time zone   ${zone}`,
		'',
		'All workflows of examples/ are there to run. Two are published: one answers what you write on',
		'the Iranian phone (try ساعت or قیمت), one starts when a message is delivered or not. Both',
		'look once a minute. No message leaves this machine: this n8n reaches nothing but the simulated',
		'providers.',
		'',
		keep ? KEPT : GONE,
		'',
	].join('\n');
}

/** The last line of a demo that ended as it should. */
export function farewell(keep: boolean): string {
	return keep ? 'Stopped. The n8n is kept for the next npm run demo -- --keep.' : 'Stopped.';
}
