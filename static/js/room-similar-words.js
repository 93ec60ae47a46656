// What room-similar-score.js knows of each language: the same as dialogues/similarity_words.py, which says what is what.

export const LANGUAGES = {
  en: {
    empty: (
      "a about after all also am an and any are as at be because been before being both but by can could d did do " +
      "does doing each either even every few for from further get gets got had has have having he her here hers him " +
      "his how i if in into is it its just let ll made make makes many may me might more most much must my need needs " +
      "of often on one only or other others ought our out over own per rather re really s same shall she should since " +
      "so some still such t than that the their them then there these they this those though through thus to too " +
      "toward towards up upon us ve very was we well were what when where which while who whom whose why will with " +
      "within would yet you your"
    ).split(" "),
    negations: "cannot neither never no nobody none nor not nothing without".split(" "),
    fronts: [],
    endings: "ations ation ings ing ments ment ities ity ness ies ied ers er ed es ly s y e".split(" "),
    shortest: 4,
    letters: "",
  },
  fr: {
    empty: (
      "a ai ainsi alors apres au aucune aussi autre autres aux avant avec avoir avons bien car ce ceci cela celle " +
      "celles celui ces cet cette ceux chaque chez comme comment d dans de deja depuis des devraient devrait doit " +
      "doivent donc dont du elle elles en encore entre est et etaient etait etant ete etre eu faire fait falloir " +
      "faudrait faut font il ils j je jusqu l la le les leur leurs lors lorsque lui m ma mais meme memes mes moins " +
      "mon n nos notre nous on ont ou par parce pendant peu peut peuvent plus plusieurs plutot pour pourquoi " +
      "pourraient pourrait puis qu quand que quel quelle quelles quels qui quoi s sa se sera seront ses si soit " +
      "sommes son sont sous sur t ta tant te tes toi ton tous tout toute toutes tres trop tu un une vers voici voila " +
      "vos votre vous y"
    ).split(" "),
    negations: "aucun aucune jamais ne ni non pas personne rien sans".split(" "),
    fronts: [],
    endings: (
      "issements issement ements ement ations ation ments ment ences ence ances ance ites ite ives ive ifs if euses " +
      "euse eurs eur aires aire iques ique antes ante ants ant ees ee es er ent ez e s"
    ).split(" "),
    shortest: 4,
    letters: "",
  },
  sv: {
    empty: (
      "alla allt an andra att av bara behöver behövs blev bli blir blivit borde båda både bör da de dem den denna " +
      "deras dess dessa det detta dig din dina du där efter eftersom egen eget egna eller en er era ett fick finns " +
      "fler flera från få får för före genom går gör göra ha hade han har hela henne hennes hon hos hur här i ihop in " +
      "inom ja jag kan kunde kunna man med mellan men mer mera mest mig min mina mot mycket många måste ned nu när " +
      "någon något några och också om oss på redan samma samt sedan sig sin sina sitt ska skall skulle som ställe så " +
      "sådan sådana till trots under upp ut vad var vara varför varit varje vart vem vi via vid vilka vilken vill " +
      "vore vår våra vårt än är åt över"
    ).split(" "),
    negations: "aldrig ej icke inga ingen ingenting inget inte utan varken".split(" "),
    fronts: [],
    endings: (
      "ningarnas ningarna ningens ningar ningen ning heterna heten heter het arnas ernas ornas arna erna orna andet " +
      "arens aren aste ades ande iska iskt liga ligt are ade ats ast isk lig ens ets at en et er ar or na as ta te es " +
      "a d e s t n"
    ).split(" "),
    shortest: 4,
    letters: "åäö",
  },
  ar: {
    empty: (
      "اذ اذا اكبر اكثر الا التي الذي الذين اللاتي اللواتي الي ام اما ان انا انما انه انها او اي ايضا بحاجه بشكل بعد " +
      "بعض بل به بها بهذا بين تحتاج تكون تلك تم ثم جدا حتي حول حيث حين خلال ذلك سوف سوي ضد عبر علي عليه عليها عن عند " +
      "عندما عنه عنها فان فقط في فيه فيها قبل قد كان كانت كثير كثيرا كذلك كل كما كي كيف لان لدي لدينا لكن له لها لهم " +
      "لو ليكون ما مثل مع معظم من منذ منه منها منهم نحتاج نحن نحو هذا هذه هم هن هنا هناك هو هي و وان وفي ومن وهو وهي " +
      "يتم يجب يحتاج يكون يمكن ينبغي"
    ).split(" "),
    negations: "بدون بلا دون عدم غير لا لم لن ليس ليست ليسوا ولا ولم ولن وليس".split(" "),
    fronts: "وال فال بال كال ولل ال لل و ف ب ل ك".split(" "),
    endings: "تها تهم هما كم ها هم هن نا ات ون ين ان يه ه ي ا".split(" "),
    shortest: 3,
    letters: "",
  },
};
