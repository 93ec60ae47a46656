"""Arabic: the fixed words of a published report."""

from reports.wording.labels import Labels

LABELS = Labels(
    report="تقرير",
    contents="المحتويات",
    notes="الحواشي",
    composition="من شارك",
    attribution="عن هذا التقرير",
    scale="ما تعنيه الكلمات",
    scale_word="العبارة",
    scale_condition="تُستخدم عندما",
    scale_key=(
        "n: عدد المشاركين المختلفين الذين أيّدوا النقطة. N: عدد من حضر ذلك الجزء من الاجتماع. d: عدد من خالفوا الرأي. k = {floor}: "
        "ما دون {floor} لا يُعبَّر عنه بكلمة أبدًا. أوّل سطر يتحقّق شرطه هو الفاصل؛ ويجوز اختيار عبارة أضعف، ولا يجوز اختيار عبارة أقوى."
    ),
    version="الإصدار",
    published="تاريخ النشر",
    previous_version="يحلّ محلّ الإصدار",
    what_changed="ما الذي تغيّر",
    fingerprint="البصمة (SHA-256)",
    page_of="الصفحة {page} من {pages}",
    total="المجموع",
    withheld="–",
    withheld_note="تحلّ العلامة – محلّ أعداد صغيرة إلى حدّ قد يدلّ على شخص بعينه.",
    together_note=(
        "أنواع المنظمات التي شارك منها أقلّ من {floor} أشخاص، أو التي قد يكشف عددها عن عدد كهذا، تُحسب معًا."
    ),
    people="الأشخاص",
    paragraph_link="رابط إلى هذه الفقرة",
    back_to_text="العودة إلى النص",
    reading_time="مدة القراءة: {minutes} د",
)
