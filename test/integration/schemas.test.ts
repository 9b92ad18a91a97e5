import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { resolveOutputSchemaPath } from 'n8n-core';
import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';

import { openPage } from './answering';
import type { RunResult } from './engine';
import { runNode } from './engine';
import { optionValues, operationsOf } from './operationList';
import { schemaOfItems } from './outputSchema';
import { loadPackage, nodeTypes } from './package';
import { poller } from './poller';
import { useProviders } from './providers';
import { LINE } from './simulatorsClient';
import { SAMPLE_PATTERN } from '../simulators';

/** `npm run docs:schemas` writes the files anew instead of comparing them. */
const WRITES = process.env.WRITE_SCHEMAS !== undefined;

const ROOT = path.resolve(__dirname, '../..');
const VERSION = 'v1.0.0';
const HOUR_MS = 60 * 60 * 1000;
const LATER = new Date(Date.now() + HOUR_MS).toISOString();

const { raygan, turkey } = useProviders();
type Parameters = Record<string, string | number | boolean | IDataObject>;
type Samples = Record<string, (items?: IDataObject[]) => Promise<IDataObject[]>>;

const itemsOf = ({ outputs, fault }: RunResult): IDataObject[] => {
	expect(fault).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
};

const runner =
	(provider: typeof raygan | typeof turkey) =>
	async (name: string, parameters: Parameters = {}, items: IDataObject[] = [{}]) => {
		const [resource = '', operation = ''] = name.split('/');
		const given = { resource, operation, options: {}, ...parameters };
		return itemsOf(await provider.askAccount(given, { items }));
	};
const inRaygan = runner(raygan);
const inTurkey = runner(turkey);

function triggerOf(provider: typeof raygan | typeof turkey, parameters: Parameters) {
	const { settings, credential } = provider;
	return poller({
		type: `${settings.type}Trigger`,
		credentialType: settings.credentialType,
		credential,
		parameters: { options: {}, ...parameters },
	});
}

/** What a test fetch of an event gives. */
const eventOf = async (provider: typeof raygan | typeof turkey, parameters: Parameters) =>
	(await triggerOf(provider, parameters).manual()) ?? [];

/** What two polls of an event give, between which messages arrive. */
async function changesOf(
	provider: typeof raygan | typeof turkey,
	parameters: Parameters,
): Promise<IDataObject[]> {
	const { poll } = triggerOf(provider, parameters);
	const before = (await poll()) ?? [];
	provider.simulator().clock.advance(10_000);
	return [...before, ...((await poll()) ?? [])];
}

/** What questions give once they are answered, by a button and in words. */
async function answersOf(
	provider: typeof raygan | typeof turkey,
	parameters: Parameters,
): Promise<IDataObject[]> {
	const { settings, credential, simulator } = provider;
	const answers: IDataObject[] = [];
	for (const responseType of ['approval', 'freeText']) {
		const asked = {
			...settings,
			credential: credential(),
			linksTo: 'https://n8n.example.com',
			parameters: {
				...{ resource: 'message', operation: 'sendAndWait', responseType, options: {} },
				...parameters,
			},
		};
		const waiting = await runNode(asked);
		const text = String(simulator().ledger.at(-1)?.text);
		const link = new URL(/https?:\S+$/.exec(text)?.[0] ?? 'no:link');
		const query = Object.fromEntries(link.searchParams);
		const form = { answer: 'approve', text: 'Yes' };
		const { resumed } = await openPage(asked, waiting, { method: 'POST', query, form });
		answers.push(...(resumed === undefined ? [] : itemsOf(resumed)));
	}
	return answers;
}

const MANY_IRANIANS = '09112170848, 09116662206, 02188776655';
const ONE_TEXT = { phoneNumber: LINE, message: 'سلام' };
const GROUP = { ...ONE_TEXT, mobiles: MANY_IRANIANS };
const PATTERN = {
	phoneNumber: LINE,
	patternId: SAMPLE_PATTERN,
	tokens: { values: [{ name: 'token1', value: '123456' }] },
};
const PERSONAL = { ...ONE_TEXT, mobile: '09112170848' };
const TURK = { title: 'TURKEY SMS', text: 'TEXT_SMS', language: 'english' };
const SINGLE = { ...TURK, recipient: '905000000001' };
const BULK = { ...TURK, recipients: '905000000001, 905000000002, 0212 345 67 89' };
const CODE = { recipient: '905000000001', digits: 6, language: 'english' };
const TEMPLATE = { ...TURK, ...CODE, text: 'MY SHOP: TS_CODE' };

async function sentInTurkey(): Promise<IDataObject> {
	turkey.simulator().clock.freeze();
	const [single] = await inTurkey('message/send', SINGLE);
	const [bulk] = await inTurkey('message/sendBulk', BULK);
	return { ...single, ...bulk };
}

const RAYGAN_OPERATIONS: Samples = {
	'message/send': async () =>
		await inRaygan('message/send', { ...GROUP, options: { sendAt: LATER } }),
	'message/sendPersonalized': async () => await inRaygan('message/sendPersonalized', PERSONAL),
	'message/sendToPort': async () =>
		await inRaygan('message/sendToPort', { ...PERSONAL, receivePort: 20, sendPort: 40 }),
	'message/sendPattern': async () =>
		await inRaygan('message/sendPattern', { ...PATTERN, mobiles: MANY_IRANIANS }),
	'message/sendAndWait': async () =>
		await answersOf(raygan, { ...ONE_TEXT, mobile: '09112170848' }),
	'message/preview': async () =>
		await inRaygan('message/preview', { message: 'سلام', mobiles: MANY_IRANIANS, withPrice: true }),
	'verification/sendAutoCode': async () =>
		await inRaygan('verification/sendAutoCode', { mobile: '09112170848', footer: 'RayganSMS.com' }),
	'verification/sendCode': async () =>
		await inRaygan('verification/sendCode', { mobile: '09112170848', message: 'کد شما: 21335' }),
	'verification/sendPatternCode': async () =>
		await inRaygan('verification/sendPatternCode', { ...PATTERN, mobile: '09112170848' }),
	'verification/checkToken': async () => {
		const [sent] = await inRaygan('verification/sendCode', {
			mobile: '09112170848',
			message: 'کد شما: {code}',
			options: { makeCode: 6 },
		});
		const verificationToken = String(sent?.verificationToken);
		const typed = { mobile: '09112170848', code: '1234', verificationToken };
		return await inRaygan('verification/checkToken', typed);
	},
	'verification/checkCode': async () =>
		await inRaygan('verification/checkCode', { mobile: '09112170848', code: '21335' }),
	'delivery/getGroupStatus': async () => {
		const [sent] = await inRaygan('message/send', GROUP);
		return await inRaygan('delivery/getGroupStatus', {
			groupMessageId: String(sent?.groupMessageId),
		});
	},
	'delivery/getMessageStatus': async () => {
		const [sent] = await inRaygan('message/sendPersonalized', PERSONAL);
		return await inRaygan('delivery/getMessageStatus', { messageIds: String(sent?.messageId) });
	},
	'delivery/getGroupId': async () => {
		const [sent] = await inRaygan('message/send', GROUP);
		return await inRaygan('delivery/getGroupId', { userGroupId: String(sent?.userGroupId) });
	},
	'inbox/getMany': async () => {
		raygan.simulator().inbox.receive({ from: '09112170848', to: LINE, text: 'سلام' });
		return await inRaygan('inbox/getMany', { phoneNumber: LINE, returnAll: true });
	},
	'account/getCredit': async () => await inRaygan('account/getCredit'),
	'account/getPrices': async () => await inRaygan('account/getPrices'),
	'recipient/checkBlacklist': async () => {
		raygan
			.simulator()
			.faults.next({ kind: 'replyWith', body: '{"Code":0,"Result":["09112170848"]}' });
		return await inRaygan('recipient/checkBlacklist', { mobiles: '09112170848, 09116662206' });
	},
};

const TURKEY_OPERATIONS: Samples = {
	'message/send': async () =>
		await inTurkey('message/send', { ...SINGLE, options: { scheduleAt: LATER } }),
	'message/sendBulk': async () =>
		await inTurkey('message/sendBulk', { ...BULK, options: { scheduleAt: LATER } }),
	'message/sendPersonalized': async () =>
		await inTurkey('message/sendPersonalized', { ...SINGLE, options: { scheduleAt: LATER } }),
	'message/sendAndWait': async () =>
		await answersOf(turkey, { title: TURK.title, recipient: SINGLE.recipient, message: 'Yes?' }),
	'message/getStatus': async () =>
		await inTurkey('message/getStatus', { smsIds: String((await sentInTurkey()).smsId) }),
	'message/preview': async () => await inTurkey('message/preview', BULK),
	'otp/send': async () => await inTurkey('otp/send', { ...CODE, options: { includeCode: true } }),
	'otp/sendAdvanced': async () =>
		await inTurkey('otp/sendAdvanced', { ...TEMPLATE, options: { includeCode: true } }),
	'otp/check': async () => {
		const [sent] = await inTurkey('otp/send', CODE);
		const verificationToken = String(sent?.verificationToken);
		return await inTurkey('otp/check', { ...CODE, code: '1234', verificationToken });
	},
	'report/get': async () =>
		await inTurkey('report/get', { reportId: String((await sentInTurkey()).reportId) }),
	'report/getDetailed': async () =>
		await inTurkey('report/getDetailed', { reportId: String((await sentInTurkey()).reportId) }),
	'account/authenticate': async () => await inTurkey('account/authenticate'),
	'account/getBalance': async () => await inTurkey('account/getBalance'),
	'account/getSenderIds': async () => await inTurkey('account/getSenderIds'),
};

const RAYGAN_EVENTS: Samples = {
	messageReceived: async () => {
		raygan.simulator().inbox.receive({ from: '09112170848', to: LINE, text: 'سلام' });
		return await eventOf(raygan, { event: 'messageReceived', phoneNumbers: LINE });
	},
	deliveryStatusChanged: async () => {
		raygan.simulator().clock.freeze();
		const [group] = await inRaygan('message/send', GROUP);
		const [own] = await inRaygan('message/sendPersonalized', PERSONAL);
		return await changesOf(raygan, {
			event: 'deliveryStatusChanged',
			watch: 'ids',
			groupMessageIds: String(group?.groupMessageId),
			messageIds: String(own?.messageId),
		});
	},
	creditLow: async () => await eventOf(raygan, { event: 'creditLow', threshold: 1_000 }),
};

const TURKEY_EVENTS: Samples = {
	deliveryStatusChanged: async () => {
		const { smsId, reportId } = await sentInTurkey();
		return await changesOf(turkey, {
			event: 'deliveryStatusChanged',
			watch: 'ids',
			smsIds: String(smsId),
			reportIds: String(reportId),
		});
	},
	reportChanged: async () => {
		const { reportId } = await sentInTurkey();
		return await changesOf(turkey, { event: 'reportChanged', reportIds: String(reportId) });
	},
	creditLow: async () =>
		await eventOf(turkey, { event: 'creditLow', balance: 'local', threshold: 1_000 }),
};

const NODES = [
	{ folder: 'RayganSms', operations: RAYGAN_OPERATIONS, events: RAYGAN_EVENTS },
	{ folder: 'TurkeySms', operations: TURKEY_OPERATIONS, events: TURKEY_EVENTS },
] as const;

const folderIn = (root: string, folder: string) =>
	path.join(ROOT, root, 'nodes', folder, '__schema__');

function compare(folder: string, name: string, items: readonly IDataObject[]): void {
	expect(items.length).toBeGreaterThan(0);
	const file = path.join(folderIn('.', folder), `${name}.json`);
	const schema = schemaOfItems(items);
	if (WRITES) {
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
	}
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
}

function descriptionOf(folder: string, suffix = ''): INodeTypeDescription {
	const name = `${folder.charAt(0).toLowerCase()}${folder.slice(1)}${suffix}`;
	return nodeTypes.getByNameAndVersion(name).description;
}

beforeAll(async () => {
	await loadPackage();
	if (WRITES) {
		for (const { folder } of NODES) rmSync(folderIn('.', folder), { recursive: true, force: true });
	}
});

describe.each(NODES)('the fields that the editor offers before the first run, $folder', (node) => {
	const { folder, operations, events } = node;

	test.each(Object.entries(operations))('%s: those that it puts out', async (name, sample) => {
		compare(folder, `${VERSION}/${name}`, await sample());
	});

	test.each(Object.entries(events))('on %s: those that it puts out', async (name, sample) => {
		compare(folder, `${VERSION}/${name}`, await sample());
	});

	// n8n asks for the schema of a trigger by its version alone.
	test('of the trigger: those of all its events', async () => {
		const items: IDataObject[] = [];
		for (const sample of Object.values(events)) items.push(...(await sample()));
		compare(folder, VERSION, items);
	});

	test('every operation and every event has its file, and no other is there', () => {
		const names = [
			...operationsOf(descriptionOf(folder)).map(
				({ resource, operation }) => `${resource}/${operation}`,
			),
			...optionValues(descriptionOf(folder, 'Trigger'), 'event'),
		];
		const files = readdirSync(folderIn('.', folder), { recursive: true, encoding: 'utf8' });
		const found = files.filter((file) => file.endsWith('.json')).sort();
		expect(found).toEqual(
			[`${VERSION}.json`, ...names.map((name) => `${VERSION}/${name}.json`)].sort(),
		);
	});

	test('n8n finds each in the built package', () => {
		const nodeDir = path.join(ROOT, 'dist/nodes', folder);
		const asked = [{}, ...operationsOf(descriptionOf(folder))];
		const missing = asked.filter((place) => {
			const file = resolveOutputSchemaPath({ nodeDir, version: 1, ...place });
			return file === undefined || (!WRITES && !existsSync(file));
		});
		expect(missing).toEqual([]);
	});
});
