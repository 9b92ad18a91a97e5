import type { IDataObject } from 'n8n-workflow';

import type { RayganSimulator, TurkeySimulator } from '../simulators';
import type { RunSettings } from './engine';
import type { World } from './faultCases';
import { PASSWORD } from './providers';
import { SENDS, type SendName } from './sends';
import { KEY, LINE } from './simulatorsClient';
import { TITLE } from './turkeySms';

const SECOND_LINE = '5000299558253';
const SECOND_TITLE = 'SECOND';

/** The logins of one Raygan SMS account: its own, with a new password, and another user. */
const LOGINS = [
	{ username: 'demo', password: PASSWORD },
	{ username: 'demo', password: 'second-password' },
	{ username: 'second', password: 'third-password' },
];

const KEYS = [KEY, 'second-api-key', 'third-api-key'];

/**
 * The parameters of a send as expressions that read the world of the try: of an item, or of what an
 * agent calls the node with as a tool.
 */
export function worldParameters(send: SendName, from: 'item' | 'call'): RunSettings['parameters'] {
	const field = (name: string) => (from === 'item' ? `$json.${name}` : `$fromAI('${name}')`);
	const changing = JSON.stringify(SENDS[send].parameters)
		.replaceAll('$json.to', `${field('forms')}[$vars.form]`)
		.replaceAll(
			'$json.text',
			`${field('text')} + ($vars.isRandomText ? ' ' + Math.random() : $vars.text)`,
		)
		.replaceAll(LINE, '={{ $vars.sender }}')
		.replaceAll(TITLE, '={{ $vars.sender }}');
	return JSON.parse(changing);
}

/** Prepares the account for the worlds of a case, and passes from one to the next at each try. */
export function worldsOf(
	worlds: readonly World[],
	provider: 'raygan' | 'turkey',
	simulator: RayganSimulator | TurkeySimulator,
) {
	if ('lines' in simulator.account) simulator.account.otherLogins = LOGINS.slice(1);
	else {
		simulator.account.otherKeys = KEYS.slice(1);
		simulator.account.senderIds.push({ name: SECOND_TITLE, active: true });
	}
	const senders = provider === 'raygan' ? [LINE, SECOND_LINE] : [TITLE, SECOND_TITLE];
	const variables: IDataObject = {};
	let tries = 0;
	let world = worlds[0];
	return {
		variables,
		/** In which form the items of the present try are written. */
		form: () => world?.form ?? 0,
		onTry: () => {
			world = worlds[tries] ?? world;
			tries += 1;
			Object.assign(variables, world, { sender: senders[world?.sender ?? 0] });
		},
		credential: (): IDataObject => {
			const login = world?.login ?? 0;
			const baseUrl = `${simulator.url}${world?.hasSlash ? '/' : ''}`;
			return provider === 'raygan'
				? { ...LOGINS[login], baseUrl, codeBaseUrl: baseUrl }
				: { apiKey: KEYS[login], baseUrl };
		},
	};
}
