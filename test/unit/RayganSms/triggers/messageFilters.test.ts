import { messageFilter } from '../../../../nodes/RayganSms/triggers/messageFilters';

function lets(filterSender: string | readonly string[], mobile: string): boolean {
	const filter = messageFilter({
		filterSender,
		filterText: '',
		filterTextMatch: 'contains',
	});
	if (!filter.ok) throw new Error(filter.fault.meaning);
	return filter.value({ mobile, text: 'x', at: undefined, raw: {} });
}

describe('a sender is the same however it is written', () => {
	test.each([
		['BİLGİ', 'bilgi'],
		['bilgi', 'BILGI'],
		['Kıyı', 'KIYI'],
		['بانك', 'بانک'],
		['Turk Telekom', 'TÜRK, turk telekom'],
		['DigiPay', 'digipay|0912 345 67 89'],
		['+989123456789', 'DigiPay, 0912 345 67 89'],
		['+989123456789', 'DigiPay 0912 345 67 89'],
		['۰۹۱۲۳۴۵۶۷۸۹', '98 912 345 67 89'],
	])('%s is among %j', (mobile, senders) => {
		expect(lets(senders, mobile)).toBe(true);
		expect(lets([senders], mobile)).toBe(true);
	});

	test.each([
		['Telekom', 'Turk Telekom'],
		['sifre', 'şifre'],
	])('%s is not among %j', (mobile, senders) => {
		expect(lets(senders, mobile)).toBe(false);
	});
});
