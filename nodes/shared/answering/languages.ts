/** The languages of the page that a person answers on. */
export const PAGE_LANGUAGES = ['arabic', 'english', 'persian', 'turkish'] as const;

export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** The sentences of the page. None of them can be taken for an answer. */
export interface Words {
	/** BCP 47 */
	readonly tag: string;
	readonly direction: 'ltr' | 'rtl';
	readonly title: string;
	readonly approve: string;
	readonly decline: string;
	readonly yourAnswer: string;
	readonly submit: string;
	/** `{count}` is how many characters are taken at most. */
	readonly atMost: string;
	readonly chooseOne: string;
	readonly writeFirst: string;
	readonly tooLong: string;
	readonly recorded: string;
	readonly thanks: string;
	readonly alreadyAnswered: string;
	readonly tooLate: string;
	readonly nothingRecorded: string;
	readonly badLink: string;
}

export const WORDS: Readonly<Record<PageLanguage, Words>> = {
	english: {
		tag: 'en',
		direction: 'ltr',
		title: 'A question for you',
		approve: 'Approve',
		decline: 'Decline',
		yourAnswer: 'Your answer',
		submit: 'Send',
		atMost: 'At most {count} characters',
		chooseOne: 'Nothing was recorded yet. Please choose an answer.',
		writeFirst: 'Nothing was recorded yet. Please write an answer.',
		tooLong: 'Nothing was recorded yet. Please shorten the answer.',
		recorded: 'Your answer is recorded',
		thanks: 'Thank you. You can close this page.',
		alreadyAnswered: 'This question has been answered already',
		tooLate: 'It is too late to answer',
		nothingRecorded: 'The time for an answer is over. Nothing was recorded now.',
		badLink: 'This link does not work. Please open it from the message once more.',
	},
	turkish: {
		tag: 'tr',
		direction: 'ltr',
		title: 'Size bir soru',
		approve: 'Onayla',
		decline: 'Reddet',
		yourAnswer: 'Yanıtınız',
		submit: 'Gönder',
		atMost: 'En fazla {count} karakter',
		chooseOne: 'Henüz hiçbir şey kaydedilmedi. Lütfen bir yanıt seçin.',
		writeFirst: 'Henüz hiçbir şey kaydedilmedi. Lütfen bir yanıt yazın.',
		tooLong: 'Henüz hiçbir şey kaydedilmedi. Lütfen yanıtı kısaltın.',
		recorded: 'Yanıtınız kaydedildi',
		thanks: 'Teşekkürler. Bu sayfayı kapatabilirsiniz.',
		alreadyAnswered: 'Bu soru daha önce yanıtlandı',
		tooLate: 'Yanıt vermek için çok geç',
		nothingRecorded: 'Yanıt süresi doldu. Şimdi hiçbir şey kaydedilmedi.',
		badLink: 'Bu bağlantı çalışmıyor. Lütfen bağlantıyı mesajdan yeniden açın.',
	},
	persian: {
		tag: 'fa',
		direction: 'rtl',
		title: 'یک پرسش از شما',
		approve: 'تأیید می‌کنم',
		decline: 'نمی‌پذیرم',
		yourAnswer: 'پاسخ شما',
		submit: 'فرستادن',
		atMost: 'حداکثر {count} نویسه',
		chooseOne: 'هنوز چیزی ثبت نشده است. لطفاً یک پاسخ را انتخاب کنید.',
		writeFirst: 'هنوز چیزی ثبت نشده است. لطفاً پاسخ خود را بنویسید.',
		tooLong: 'هنوز چیزی ثبت نشده است. لطفاً پاسخ را کوتاه‌تر کنید.',
		recorded: 'پاسخ شما ثبت شد',
		thanks: 'سپاسگزاریم. می‌توانید این صفحه را ببندید.',
		alreadyAnswered: 'به این پرسش پیش‌تر پاسخ داده شده است',
		tooLate: 'برای پاسخ دادن دیر شده است',
		nothingRecorded: 'مهلت پاسخ تمام شده است. اکنون چیزی ثبت نشد.',
		badLink: 'این پیوند کار نمی‌کند. لطفاً آن را دوباره از پیامک باز کنید.',
	},
	arabic: {
		tag: 'ar',
		direction: 'rtl',
		title: 'سؤال لك',
		approve: 'أوافق',
		decline: 'لا أوافق',
		yourAnswer: 'إجابتك',
		submit: 'إرسال',
		atMost: '{count} حرف على الأكثر',
		chooseOne: 'لم يُسجَّل شيء بعد. يرجى اختيار إجابة.',
		writeFirst: 'لم يُسجَّل شيء بعد. يرجى كتابة إجابة.',
		tooLong: 'لم يُسجَّل شيء بعد. يرجى اختصار الإجابة.',
		recorded: 'سُجّلت إجابتك',
		thanks: 'شكرًا لك. يمكنك إغلاق هذه الصفحة.',
		alreadyAnswered: 'تمت الإجابة عن هذا السؤال من قبل',
		tooLate: 'فات أوان الإجابة',
		nothingRecorded: 'انتهت مهلة الإجابة. لم يُسجَّل شيء الآن.',
		badLink: 'هذا الرابط لا يعمل. يرجى فتحه من الرسالة مرة أخرى.',
	},
};

const ARABIC_SCRIPT = /\p{Script=Arabic}/gu;
const LATIN_SCRIPT = /\p{Script=Latin}/gu;

/** Letters, digits and the half-space that Persian has and Arabic has not. */
const PERSIAN_MARKS = /[پچژگکی۰-۹\u200c]/gu;
/** Letters that Arabic has and Persian spells otherwise, and the article. */
const ARABIC_MARKS = /[ةىإأكي٠-٩]|(?<!\p{L})ال(?=\p{L}{2})/gu;

/** Turkish letters, and words that are spelt without them when a text is to cost less. */
const TURKISH_MARKS =
	/[ğĞşŞıİçÇöÖüÜ]|\b(?:ve|bir|bu|icin|ile|sayin|mi|misiniz|musunuz|evet|hayir|randevu\w*|siparis\w*|onay\w*|lutfen)\b/giu;

const count = (text: string, marks: RegExp) => text.match(marks)?.length ?? 0;

/**
 * The language of a text, by its script and by what tells two languages of one script apart.
 *
 * @param ofArabicScript what a text in Arabic letters is that all languages spell so, such as `سلام`
 */
export function languageOf(
	text: string,
	ofArabicScript: Extract<PageLanguage, 'arabic' | 'persian'>,
): PageLanguage {
	if (count(text, ARABIC_SCRIPT) > count(text, LATIN_SCRIPT)) {
		const persian = count(text, PERSIAN_MARKS);
		const arabic = count(text, ARABIC_MARKS);
		if (persian === arabic) return ofArabicScript;
		return persian > arabic ? 'persian' : 'arabic';
	}
	return count(text, TURKISH_MARKS) > 0 ? 'turkish' : 'english';
}
