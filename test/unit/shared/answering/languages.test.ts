import { languageOf } from '../../../../nodes/shared/answering/languages';

test.each([
	['Will you come on Tuesday?', 'english'],
	['OK?', 'english'],
	['12:30', 'english'],
	['', 'english'],
	['Salı günü gelecek misiniz?', 'turkish'],
	['Siparisiniz icin onay verir misiniz?', 'turkish'],
	['RANDEVUYA GELECEK MİSİNİZ', 'turkish'],
	['آیا سه‌شنبه می‌آیید؟', 'persian'],
	['سفارش شما آماده است، تأیید می‌کنید؟', 'persian'],
	['نوبت شما ساعت ۱۰ است', 'persian'],
	['هل ستأتي يوم الثلاثاء؟', 'arabic'],
	['هل توافق على الطلبية رقم ١٢؟', 'arabic'],
	['آیا با سفارش ORDER-1 موافق هستید؟', 'persian'],
])('%s is %s', (text, language) => {
	for (const ofArabicScript of ['persian', 'arabic'] as const) {
		expect(languageOf(text, ofArabicScript)).toBe(language);
	}
});

test('what both spell alike is the language of the provider', () => {
	expect(languageOf('سلام', 'persian')).toBe('persian');
	expect(languageOf('سلام', 'arabic')).toBe('arabic');
});
