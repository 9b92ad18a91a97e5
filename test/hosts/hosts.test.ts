import { linkIn, postAnswer } from '../e2e/answers';
import { exampleCredentials, exampleWorkflow } from '../e2e/examples';
import { HOST_VERSIONS, type HostVersion } from '../e2e/host/install';
import { logToStderr } from '../e2e/host/run';
import type { N8n } from '../e2e/n8n';
import { LINES, textsOf } from '../e2e/received';
import { Session } from '../e2e/session';
import { SET_UP_MS, setUpN8n } from '../e2e/setUp';
import { until } from '../e2e/until';
import { startSimulators, type Simulators } from '../simulators';
import { keyed, MAPPED, mapped, received, retried, SEND, withErrorOutput } from './workflows';

jest.setTimeout(180_000);

/** One version alone: `HOST=1.123.81 npm run test:hosts` */
const chosen = process.env.HOST;
const versions = HOST_VERSIONS.filter((version) => chosen === undefined || chosen === version);

/** Those that route an item with `details` to the error output. */
const ROUTES_DETAILS: readonly HostVersion[] = ['2.40.7', '2.41.1'];

test('the version that was asked for is one of those that can be installed', () => {
	expect(versions).not.toEqual([]);
});

describe.each(versions)('n8n %s', (version) => {
	let simulators: Simulators;
	let n8n: N8n;

	beforeAll(async () => {
		simulators = await startSimulators();
		const workflows = [mapped, withErrorOutput, retried, keyed, received];
		n8n = await setUpN8n(simulators, logToStderr, workflows, {}, { version });
	}, SET_UP_MS);

	afterEach(() => simulators.reset());

	afterAll(async () => {
		await n8n?.dispose();
		await simulators?.stop();
	});

	test('one send a provider', async () => {
		const raygan = await n8n.execute(exampleWorkflow('raygan-send').id);
		expect(raygan.error).toBeUndefined();
		expect(simulators.raygan.ledger).toMatchObject([{ text: 'سلام، سفارش شما آماده است.' }]);

		const turkey = await n8n.execute(exampleWorkflow('turkeysms-send').id);
		expect(turkey.error).toBeUndefined();
		expect(simulators.turkey.ledger).toMatchObject([{ text: 'Merhaba, siparişiniz hazır.' }]);
	});

	test('1,000 items whose number is mapped go in one request, each to its own', async () => {
		await n8n.executeUnread(mapped.id);
		expect(simulators.raygan.requests).toHaveLength(1);
		expect(simulators.raygan.ledger.map(({ recipient }) => recipient)).toEqual(
			Array.from({ length: MAPPED }, (_, index) => `0911${2_000_000 + index}`),
		);
	});

	test('a failed item leaves by the error output, with its input and what happened', async () => {
		const { ok, items } = await n8n.execute(withErrorOutput.id);
		expect(ok).toBe(true);
		expect(simulators.raygan.ledger.map(({ recipient }) => recipient)).toEqual([
			'09112170848',
			'09112170849',
		]);
		const [sent, failed] = items[SEND] ?? [];
		expect(sent?.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		expect(failed).toEqual([
			expect.objectContaining({ mobile: 'nobody', order: 1, error: expect.any(String) }),
		]);
		const { message, details } = failed?.[0] ?? {};
		if (ROUTES_DETAILS.includes(version)) {
			expect(details).toMatchObject({ outcome: 'refused', code: 'invalid-input' });
		} else {
			expect(details).toBeUndefined();
			expect(message).toMatch(/code invalid-input.*outcome: refused/);
		}
	});

	test('Retry On Fail after a lost answer sends nothing more', async () => {
		simulators.turkey.faults.next('timeout', { when: 'after' });
		const { ok, error } = await n8n.execute(retried.id);
		expect(ok).toBe(false);
		expect(error?.message).toMatch(/may have been sent to \+905000000001/);
		expect(simulators.turkey.ledger).toHaveLength(1);
	});

	test('one key over two executions sends once', async () => {
		const first = await n8n.execute(keyed.id);
		expect(first.items[SEND]).toMatchObject([[{ outcome: 'accepted' }]]);
		const second = await n8n.execute(keyed.id);
		expect(second.items[SEND]).toMatchObject([[{ outcome: 'accepted', alreadySent: true }]]);
		expect(simulators.raygan.ledger).toHaveLength(1);
	});

	describe('running', () => {
		let session: Session;

		beforeAll(async () => {
			await n8n.start();
			session = await Session.open(n8n.url);
		});

		test('the credential tests are green with the right login, red with a wrong one', async () => {
			for (const credential of exampleCredentials(simulators)) {
				expect(await session.testCredential(credential)).toMatchObject({ status: 'OK' });
				const secret = credential.type === 'rayganSmsApi' ? 'password' : 'apiKey';
				const wrong = { ...credential, data: { ...credential.data, [secret]: 'wrong' } };
				expect(await session.testCredential(wrong)).toMatchObject({ status: 'Error' });
			}
		});

		test('a question waits, and goes on with the answer of its page alone', async () => {
			const { id } = exampleWorkflow('raygan-ask-and-wait');
			await n8n.execute(id);
			const link = linkIn(simulators.raygan.ledger[0]?.text);
			const unsigned = link.replace(/&signature=.*$/, '');
			expect(await (await fetch(link)).text()).toContain('<html lang="fa" dir="rtl">');
			expect((await postAnswer(unsigned, { answer: 'approve' })).status).toBe(401);
			const recorded = await (await postAnswer(link, { answer: 'decline' })).text();
			expect(recorded).toContain('پاسخ شما ثبت شد');
			const { items } = await until('the execution to end', async () => {
				const [execution] = await session.executions(id);
				return execution?.ok ? execution : undefined;
			});
			expect(items.Ask?.[0]?.[0]).toMatchObject({
				outcome: 'accepted',
				data: { approved: false },
			});
			expect(simulators.raygan.ledger).toHaveLength(1);
		});

		test('each message starts the workflow once, over kill -9', async () => {
			const polls = () =>
				simulators.raygan.requests.filter(({ endpoint }) => endpoint === 'ReceiveMessages').length;
			const receive = (text: string) =>
				simulators.raygan.inbox.receive({ from: '09112170848', to: LINES.second, text });
			const texts = async (count: number) =>
				await until(
					`${count} messages`,
					async () => {
						const found = textsOf(await session.triggered(received.id));
						return found.length >= count ? found : undefined;
					},
					100_000,
				);

			expect(await session.publish(received.id)).toBeUndefined();
			await until('the first poll', () => (polls() > 0 ? true : undefined));
			receive('before');
			await n8n.kill();
			receive('while down');
			await n8n.start();
			await session.published(received.id);
			expect(await texts(2)).toEqual(['before', 'while down']);

			await n8n.kill();
			receive('once more');
			await n8n.start();
			expect(await texts(3)).toEqual(['before', 'once more', 'while down']);
		});
	});
});
