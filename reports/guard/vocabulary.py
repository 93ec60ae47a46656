"""Words that are no names when they stand alone, though people and organisations are called by some of them."""

from babel import Locale


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set: a long list reads best as prose does."""
    return frozenset(words.split())


PARTICLES = word_set("""
    al el ul bin ibn ben bint abu abou um umm van von der den de del della di da dos du la le les af av zu
    the of for and ال بن ابن بنت ابو ام
    """)

# Small words that an acronym may leave out.
FUNCTION_WORDS = PARTICLES | word_set("""
    a an in on at to by with from or as its au aux en et pour par sur dans l d à un une ou i och för på om med till vid
    من في على عن إلى مع
    """)

HONORIFICS = word_set("""
    mr mrs ms miss mx dr doctor prof professor sir dame lady lord sheikh sheikha shaykh imam bishop father sister rabbi
    minister ambassador president director colonel general captain judge senator deputy madame monsieur mme mlle
    herr frau fru fröken secretary السيد السيده الدكتور الدكتوره الاستاذ الاستاذه الشيخ الشيخه الامام الوزير الوزيره السفير السفيره
    """)

_ENGLISH = """
    a ability able about above abroad absence academic academy accept access according account achieve across act action
    active activist activity actor actual actually add address administration adult advance advice advocate affair affect
    after again against age agency agenda agent agree agreement aid aim air all alliance allow almost alone along already
    also although always among amount an analysis and annual another answer any anyone anything appear application
    apply approach area argue arm armament army around arrive art article as ask asset assist association at attack attempt
    attend attention august authority available average avoid aware away back backlash bad balance bank bar base basic
    basis be bear beat because become before began begin behalf behind being belief believe bell belong below benefit best
    better between beyond big bill bird bishop black block blue board body book border born both bottom box branch
    bread break bridge bright bring broad brook brother brown budget build building burn bush business but buy by call camp
    campaign can cannot capacity capital captain care career carry case castle cause central centre century certain
    challenge chance change channel chapter charge charity charter check chief child children choice choose church circle
    citizen city civil civilian claim clark class clean clear climate close coalition cold collective college come
    comment commission commit commitment committee common community company compare complete concern condition conflict
    congress connect connection consider consult contact content context continue contract contribute control convene
    convention conversation cook cooperation coordinate corner cost could council count counterpart country course court
    cover create crisis critical cross culture current cut daily dance danger data date dawn day dead deal dean debate
    decade decide decision declare deep defence define degree delegation deliver demand democracy department depend
    describe design despite detail develop development dialogue diaspora did differ difference different difficult
    diplomacy direct director disarmament discuss discussion display distance district diverse divide do does dollar
    donor door double doubt down draft draw drive drop due during duty each early earth ease east eastern easy economic
    economy edge education effect effective effort eight either election else embassy emerge emphasis employ
    empower enable end engage enough ensure enter entire equal equality escape especially essential establish even event
    ever every everybody everyone everything evidence exact example exchange exist expand expect experience expert explain
    explore express extent external extremism eye face fact fail fair faith fall family far farm farmer father fear feature
    federal feel female feminist few field fight figure final finance find finding fine finger fire firm first fish fit
    five flag flow focus follow food foot for force foreign forest form formal former forum forward foundation
    four fox framework frank free freedom fresh friend from front frost full fund funding further future gain game gap
    garden gather gave gender general generation gift girl give glass global go goal god gold good govern
    government governor grace grand grant grass gray great green grey ground group grow growth guarantee guard guide gulf
    hall hand hands happen hard hardly harm harvest hate have he head health hear heart heavy held help her here heritage
    hidden high highlight hill him his history hold holiday home honest hope hospital host hour house how however
    human humanitarian hundred hunt hunter i idea identify identity if image impact implement implementation important
    improve in include inclusion inclusive income increase indeed independent indicate individual influence inform
    information initiative inside instead institute institution interest internal international into introduce
    invest invite involve iron island issue it item its itself job join joint joy judge just justice keep key kind king
    knight know knowledge labour lack lake lamb land language large last late law lead leader leadership leading league
    learn least leave left legal less lesson let letter level liberty life light like limit limited line link list listen
    little live local long look lord lose loss lot love low main maintain major majority make male man manage manager many
    march mark market marsh martial mason mass master material matter may mayor me mean meaning measure mechanism media
    mediation mediator meet meeting member men mental mention mercy message method middle might migrant migration
    military mill miller million mind mine minister ministry minority minute miss mission mix mobile mode model modern
    moment monday money month moon moore more morning most mother mountain move movement much must my name narrow nation
    national natural nature near nearly necessary need negative negotiate neighbour neither network never new news next
    night nine no nobody non none nor norm normal north northern not note nothing notice now number obstacle occupation
    occur of off offer office officer official often old on once one online only onto open operate opinion opportunity
    opposite option or order organisation organise organization origin other others otherwise our out outcome outside over
    own owner page pair palace palmer panel paper parent park parliament part participant participate participation
    particular partner partnership party pass past path patience pattern pay peace people per percent perhaps period
    permanent person personal perspective phase piece pillar pilot place plan platform play player please plenty
    point police policy policymaker political politics pool poor pope population porter positive possible post potential
    poverty power practice present presentation president press pressure prevent prevention prevented price priest
    prince principle print priority private probably problem procedure process produce production profession programme
    progress project promise promote property proposal propose protect protection protest prove provide province public
    publish pull purpose push put quality quarter queen question quick quiet quite race radio rain raise range rapid rare
    rate rather reach react read reader ready real reality reason receive recent recently recognise recommend
    recommendation record recover recovery red reduce reed reference reform refuge refugee regard regime region regional
    regular relate relation relationship relevant relief religion religious remain remember remove repeat report
    represent representative republic require research researcher reside resident resilience resist resistance
    resolution resolve resource respect respond response responsibility rest result return reveal review rice rich
    right rights ring rise risk river road role room root rose round route rule run rural safe safety sage said
    saint sanction saturday save saw say scale school science scope sea search season seat second secretary section
    sector secure security see seek seem self sell send senior sense separate series serve service session set seven
    several shape share sharp she shepherd shift ship shop short should show side sign signal silence silo silver similar
    simple simply since single sister sit site situation six size skill sky slow small smart smith snow so social society
    solidarity solution some somebody someone something sometimes son song soon sort sound source south southern space
    speak speaker special specific speech spend spirit sport spread spring staff stage stand standard star start state
    statement station statistic status stay steel step still stone stop story strategic strategy stream street strength
    strengthen stress strike strong structure struggle student study style subject success such suffer suggest summary
    summer summit sun sunday supply support sure surface survey survivor sustain swift system table take talk tank target
    task taylor teach teacher team technical technology tell temple ten tend tension term test text than thank that
    the their them theme then theory there therefore these they thing think third this those though thought thousand
    threat three through thursday thus time title to today together told too tool top topic total touch toward
    towards tower town track trade tradition traditional train training transform transition translate transparency travel
    treat treaty tree trend trial trust truth try tuesday turn turner two type under understand union unique unit unite
    united unity universal university until up upon urban urge us use useful user usual valley value various version very
    via victim victory view village violence violent virtue vision visit visitor voice voluntary volunteer vote vulnerable wait
    walk walker wall want war ward warm was watch water wave way we weak weapon weaver web website wednesday week weight
    welcome welfare well were west western what wheel when where whether which while white who whole whose why wide
    widely wife will willing win wind window winter wise wish with within without woman women wonder wood word work worker
    working workshop world worth would write writer writing wrong year yellow yes yet yield you young your youth zone
    persons markets masters matters actors members makers partners sectors speakers silos networks donors experts others
    bridges brooks fields rivers stones waters woods banks parks words works changes charities markers leaders readers
"""
_ARABIC = """
    امل سلام نور حق حريه عداله كريم جميل جديد سعيد امين صالح شريف كبير صغير طويل عالي هدى ايمان رجاء وفاء ثوره
    دوله مدينه مجتمع منظمه نساء رجال شباب حوار اجتماع مشارك مشاركون نقطه تقرير عمل امن مراه قرار خاص عام حسن نجاح
"""


_FRENCH = """
    aime aimee ange avril beau bel belle ben blanc blanche bois bon bonne brun cadre chant clair claire clement clemence
    colombe constant croix desire dieudonne doux espoir esperance etoile fleur fontaine fort france franc garde grand grande
    gros jardin jean jeune joie juste lac lande legrand liberte lion long lune maison mai marche marie marin mercier
    meunier moulin neige noel noir noire normand olive olivier paix parti pascal petit petite pierre pont prudence reine
    renard rivage roche roi rose rouge roux sable sage serge soleil tempete terre tour vaillant vert victoire vigne violette
    voisin cour bleue aube commune avant femmes
"""
_SWEDISH = """
    al alm ask asp berg bjork bjorn blad blom bo borg bro bjorke dag dahl dal ek eld ek fors fred frid fri frihet fura
    gran gren hav hall hammar hed hjort holm hopp hav is jord kall karl klang klar klint krok kvist lilja lind ljung ljus lo
    lund lov mark mo modig nord norr norrsken orn palm rask ren ros rosen rot sand sida sidan sidor sjo sjoberg skog
    skold sol sparv sten stark stig stod strand strom strander stjarna svan svard sund tall tro trygg ung vag vik vinter
    viking a o gro ros siv stina tor unn ulf varg vild
"""
_ARABIC_MORE = """
    نساء امام شجره لوز مبادره فجر مشترك ازرق فناء مجلس بيت نهر ابحاث شبكه تضامن اعلام حزب مثقال زعفران فرح فرج امال منى
    رجا سعيده شهيد عزيز عزيزه غالي فاضل قمر شمس نجم ورد ورده
    زهره ياسمين ريم وعد عهد صبر شكر فضل رحمه نعمه بركه بركات سماح صفاء رشيد حليم صديق
    وحيد وحيده شاكر صابر زاهر نذير ربيع شتاء صيف حرب جبل بحر صخر اسد نمر ذيب
"""

# Who speaks: beside these words a name that is also a word is a name.
SPEECH_VERBS = word_set("""
    said says asked asks noted notes argued argues added adds replied explained insisted disagreed agreed objected stressed
    emphasised underlined proposed suggested warned reminded dit disait demanda demande ajoute repondit expliqua propose
    insiste rappelle souligne estime affirma sade sager fragade undrade menade menar tyckte tycker svarade betonade
    framholl foreslog invande papekade tillade
    قال قالت يقول تقول راي رات ترا يرا راا اكد اكدت ذكر ذكرت اضاف اضافت اوضح اوضحت سال سالت طلب طلبت شكر شكرت اعترض اعترضت
    وافق وافقت كتب كتبت اقترح اقترحت شدد شددت
""")

# Capitals that a report of this field is full of; the first letters of a long name may spell one of them by chance.
KNOWN_ACRONYMS = word_set("""
    ngo ngos cso csos ingo un eu au us usa uk uae who wps yps nap naps mena ddr ssr gbv idp idps unscr pdf docx cv mou ai it
    ong osc fps jps pan ue onu otan ua rdc vih oms fn ud skr who cedaw sdg sdgs lgbt hiv aids ceo vat tva csr icc icj cop
    and or not the for ok tv pr hr id ids faq url html ics rsvp tbd tbc utc gmt cet
""")


def _places() -> frozenset[str]:
    """Countries, months and days in the languages of the site: a "Jordan" or an "April" standing alone is the country and the month."""
    found: set[str] = set()
    for locale in map(Locale.parse, ("en", "fr", "sv", "ar")):
        calendar = [
            name for names in (locale.months, locale.days) for name in names["format"]["wide"].values()
        ]
        for name in (*locale.territories.values(), *calendar):
            found.update(part.casefold() for part in str(name).split())
    return frozenset(found)


COMMON_WORDS = (
    frozenset(
        part for words in (_ENGLISH, _FRENCH, _SWEDISH, _ARABIC, _ARABIC_MORE) for part in words.split()
    )
    | _places()
)
