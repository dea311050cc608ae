//! The words that generated plans are made of.

/// The words of a language.
pub(crate) struct Words {
    pub(crate) language: &'static str,
    pub(crate) changes: &'static [&'static str],
    pub(crate) things: &'static [&'static str],
    pub(crate) people: &'static [&'static str],
    /// Statements with places: `<year>`, `<share>`, `<people>`, `<thing>`, `<group>`.
    pub(crate) statements: &'static [&'static str],
}

pub(crate) const ENGLISH: Words = Words {
    language: "en",
    changes: &["Universal", "Affordable", "Reliable", "Inclusive", "Safe", "Resilient", "Equal", "Sustainable"],
    things: &[
        "broadband coverage",
        "drinking water",
        "primary schooling",
        "rural roads",
        "electronic services",
        "clean energy",
        "vaccination",
        "digital skills",
        "waste collection",
        "early warning",
        "public transport",
        "maternal health",
        "vocational training",
        "school meals",
        "land registration",
        "mobile payments",
        "flood protection",
        "sanitation",
        "tuberculosis treatment",
        "irrigation",
        "libraries",
        "open data",
        "emergency telecommunications",
        "housing",
    ],
    people: &[
        "households",
        "women",
        "schools",
        "farmers",
        "young people",
        "persons with disabilities",
        "municipalities",
        "small enterprises",
        "health centres",
        "older people",
        "girls",
        "teachers",
        "refugees",
        "fishers",
    ],
    statements: &[
        "By <year>, <share>% of <people> in group <group> have access to <thing>.",
        "By <year>, increase the share of <people> with <thing> in district <group> to <share>%.",
        "By <year>, at least <share>% of <people> use <thing>, up from the level of 2021, in area <group>.",
        "By <year>, reduce by half the number of <people> without <thing> in zone <group>.",
        "By <year>, <share> of every 100 <people> and their families in cluster <group> benefit from <thing> and are satisfied.",
    ],
};

/// The languages beside English.
pub(crate) const LANGUAGES: [Words; 5] = [
    Words {
        language: "fr",
        changes: &["Accès universel :", "Pour tous :", "Accès équitable :", "Services fiables :"],
        things: &[
            "l'eau potable",
            "l'internet à haut débit",
            "l'école primaire",
            "l'énergie propre",
            "la vaccination",
            "les transports publics",
            "le logement",
            "l'assainissement",
        ],
        people: &["ménages", "femmes", "écoles", "agriculteurs", "jeunes", "communes", "petites entreprises"],
        statements: &[
            "D'ici à <year>, <share> % des <people> du groupe <group> ont accès à <thing>.",
            "D'ici à <year>, porter à <share> % la part des <people> qui utilisent <thing> dans la zone <group>.",
            "D'ici à <year>, au moins <share> % des <people> du district <group> disposent de <thing>.",
        ],
    },
    Words {
        language: "es",
        changes: &["Acceso universal:", "Para todos:", "Acceso equitativo:", "Servicios fiables:"],
        things: &[
            "agua potable",
            "banda ancha",
            "escuela primaria",
            "energía limpia",
            "vacunación",
            "transporte público",
            "vivienda",
            "saneamiento",
        ],
        people: &["hogares", "mujeres", "escuelas", "agricultores", "jóvenes", "municipios", "pequeñas empresas"],
        statements: &[
            "Para <year>, el <share> % de los <people> del grupo <group> tienen acceso a <thing>.",
            "Para <year>, aumentar al <share> % la proporción de <people> con <thing> en la zona <group>.",
            "Para <year>, al menos el <share> % de los <people> del distrito <group> utilizan <thing>.",
        ],
    },
    Words {
        language: "ru",
        changes: &["Всеобщий доступ:", "Для всех:", "Равный доступ:", "Надежные услуги:"],
        things: &[
            "питьевая вода",
            "широкополосная связь",
            "начальная школа",
            "чистая энергия",
            "вакцинация",
            "общественный транспорт",
            "жилье",
            "санитария",
        ],
        people: &[
            "домохозяйств",
            "женщин",
            "школ",
            "фермеров",
            "молодых людей",
            "муниципалитетов",
            "малых предприятий",
        ],
        statements: &[
            "К <year> году <share> % <people> группы <group> имеют доступ: <thing>.",
            "К <year> году увеличить до <share> % долю <people>, которым доступна <thing>, в районе <group>.",
            "К <year> году не менее <share> % <people> зоны <group> пользуются: <thing>.",
        ],
    },
    Words {
        language: "ar",
        changes: &["الوصول الشامل إلى", "للجميع:", "خدمات موثوقة:", "إتاحة منصفة:"],
        things: &[
            "مياه الشرب",
            "النطاق العريض",
            "التعليم الابتدائي",
            "الطاقة النظيفة",
            "التطعيم",
            "النقل العام",
            "السكن",
            "الصرف الصحي",
        ],
        people: &["الأسر", "النساء", "المدارس", "المزارعين", "الشباب", "البلديات", "المشاريع الصغيرة"],
        statements: &[
            "بحلول عام <year>، يحصل <share>% من <people> في المجموعة <group> على <thing>.",
            "زيادة نسبة <people> الذين يستفيدون من <thing> إلى <share>% بحلول عام <year> في المنطقة <group>.",
            "بحلول عام <year>، تصل خدمات <thing> إلى ما لا يقل عن <share>% من <people> في الحي <group>.",
        ],
    },
    Words {
        language: "zh",
        changes: &["普及", "人人享有", "公平的", "可靠的"],
        things: &["安全饮用水", "宽带覆盖", "小学教育", "清洁能源", "疫苗接种", "公共交通", "住房", "卫生设施"],
        people: &["家庭", "妇女", "学校", "农民", "青年", "市镇", "小企业"],
        statements: &[
            "到<year>年，第<group>组<share>%的<people>享有<thing>。",
            "到<year>年，将第<group>区使用<thing>的<people>比例提高到<share>%。",
            "到<year>年，至少<share>%的第<group>片区<people>获得<thing>。",
        ],
    },
];

/// What organizations make.
pub(crate) const PRODUCTS: &[&str] = &[
    "Guidelines for municipalities",
    "Training of trainers",
    "Open data portal",
    "Regional forum",
    "Field manual",
    "Assessment of needs",
    "Equipment for centres",
    "Technical standard",
];

/// Who answers for goals.
pub(crate) const OWNERS: &[&str] =
    &["BDT", "Ministry of Works", "Secretariat", "Regional Office", "Statistics Division"];

/// Where values come from.
pub(crate) const SOURCES: &[&str] = &[
    "National statistics office, household survey",
    "Ministry of Education, annual census",
    "ITU World Telecommunication database",
    "Administrative records of the ministry",
    "Demographic and health survey",
];
