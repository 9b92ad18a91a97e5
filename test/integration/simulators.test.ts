import type { Fault } from '../simulators';
import { asJson, group, LINE, single, two, useSimulators, type Reply } from './simulatorsClient';

const { raygan, turkey, call, callRaygan, callTurkey } = useSimulators();

describe('Faults', () => {
	const send = async () => await callRaygan('SendMessage', group(['09112170848']));

	test.each<[Fault, 'before' | 'after', number]>([
		['timeout', 'before', 0],
		['timeout', 'after', 1],
		['reset', 'before', 0],
		['reset', 'after', 1],
	])('%s %s: no reply', async (fault, when, accepted) => {
		raygan().faults.next(fault, { when });
		await expect(send()).rejects.toThrow();
		expect(raygan().ledger).toHaveLength(accepted);
		expect((await send()).json).toMatchObject({ Code: 0 });
	});

	test.each<[Fault, Partial<Reply>]>([
		['serverErrorHtml', { status: 500, contentType: 'text/html; charset=utf-8' }],
		['badGateway', { status: 502 }],
		['html', { status: 200, json: undefined }],
		['empty', { status: 200, text: '' }],
		['cutJson', { status: 200, json: undefined }],
		['redirect', { status: 302 }],
		[{ kind: 'httpStatus', status: 503 }, { status: 503 }],
		[{ kind: 'replyWith', body: '"8"', contentType: 'text/plain' }, { json: '8' }],
		[{ code: 5001, message: 'busy' }, { json: { Code: 5001, Message: 'busy' } }],
	])('%p spoils the reply to an accepted message', async (fault, expected) => {
		raygan().faults.next(fault, { when: 'after', endpoint: 'SendMessage' });
		await callRaygan('GetCredit');
		expect(await send()).toMatchObject(expected);
		expect(raygan().ledger).toHaveLength(1);
	});

	test('a reply in another form is the right one', async () => {
		const { faults } = turkey();
		faults.next('wrongContentType');
		const html = await callTurkey('send', { ...single, ...asJson });
		expect(html).toMatchObject({ json: { result: true }, contentType: 'text/html; charset=utf-8' });
		await callTurkey('bulk', { ...single, sentto: two });
		faults.next('printR');
		const printed = await callTurkey('reportDetailed', { raporid: '123456', ...asJson });
		expect(printed.text).toContain('    [status_code] => TS-1064\n');
		faults.next('printRArrows');
		const arrows = await callTurkey('reportDetailed', { raporid: '123456', ...asJson });
		expect(arrows.text).toContain('"numbers" => array(\narray(\n"number_id" => 1,');
	});

	test('a code of TurkeySMS comes in the field of the endpoint, as often as asked', async () => {
		turkey().faults.next({ code: 'TS-1027', message: 'no' }, { times: 2 });
		const refused = { result: false, result_message: 'no' };
		expect((await callTurkey('send', { ...single, ...asJson })).json).toMatchObject({
			...refused,
			result_code: 'TS-1027',
		});
		expect((await callTurkey('status', { sms_id: '1', ...asJson })).json).toMatchObject({
			...refused,
			sms_status_code: 'TS-1027',
		});
		expect((await callTurkey('send', { ...single, ...asJson })).json).toMatchObject({
			result: true,
		});
	});

	test('a late acceptance is found only after its time', async () => {
		const { clock, faults, ledger } = raygan();
		faults.next({ acceptLateMs: 10_000 });
		await expect(send()).rejects.toThrow();
		const ask = async () => (await callRaygan('GetGroupMessageId', { groupId: '13' })).json;
		expect(await ask()).toMatchObject({ Code: 3002 });
		clock.advance(10_000);
		expect(await ask()).toMatchObject({ Code: 0, Result: ledger[0]?.groupMessageId });
	});
});

describe('The control API', () => {
	const control = async (name: string, body?: unknown) =>
		await call(`${raygan().url}/_simulator/${name}`, body);

	test('drives a simulator from outside, and shows no secret', async () => {
		await control('faults', { fault: { code: 3003 }, endpoint: 'GetCredit' });
		expect((await callRaygan('GetCredit')).json).toMatchObject({ Code: 3003 });
		await control('inbox', { from: '09116420422', to: LINE, text: 'hello', at: 100 });
		const received = { PhoneNumber: LINE, StartDate: 0, EndDate: 200, Page: 1 };
		expect((await callRaygan('ReceiveMessages', received)).text).toContain('hello');
		await callRaygan('SendMessage', group(['09112170848']));

		const state = await control('state');
		expect(state.json).toMatchObject({ requests: 3, ledger: [{ recipient: '09112170848' }] });
		expect(state.text).not.toContain('demo-password');
		expect((await control('faults', { fault: 'unheard of' })).status).toBe(400);

		await control('reset', {});
		expect((await control('state')).json).toMatchObject({ requests: 0, ledger: [] });
	});

	test('moves the clock', async () => {
		await control('clock', { freezeAt: 1_000 });
		await control('clock', { advanceMs: 500 });
		expect((await control('state')).json).toMatchObject({ now: 1_500 });
	});
});
