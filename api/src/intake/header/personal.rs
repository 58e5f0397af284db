//! Headings of columns that must not be there: they are about a person, or take any text.

/// What a heading says its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonalColumn {
    Name,
    BirthDate,
    SocialSecurityNumber,
    AlienNumber,
    Letter,
    Address,
    Phone,
    Email,
    FreeText,
}

impl PersonalColumn {
    /// What it is called in a refusal.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "a name",
            Self::BirthDate => "a birth date or an age",
            Self::SocialSecurityNumber => "a social security number",
            Self::AlienNumber => "an A-number",
            Self::Letter => "a letter number",
            Self::Address => "an address",
            Self::Phone => "a phone number",
            Self::Email => "an e-mail address",
            Self::FreeText => "free text",
        }
    }

    /// What a heading that names no column of a claim sheet is like.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        let words: Vec<String> = heading
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let joined = words.concat();
        KNOWN
            .iter()
            .find(|(_, whole, parts)| {
                words.iter().any(|word| whole.contains(&word.as_str()))
                    || whole.contains(&joined.as_str())
                    || parts.iter().any(|part| joined.contains(part))
            })
            .map(|(kind, _, _)| *kind)
    }
}

/// Each kind with the words that betray it when they stand alone, and those that do wherever they stand.
const KNOWN: &[(PersonalColumn, &[&str], &[&str])] = &[
    (
        PersonalColumn::SocialSecurityNumber,
        &["ssn", "itin", "tin", "social", "ss"],
        &["socialsecurity", "taxpayer", "taxid", "ssn"],
    ),
    (
        PersonalColumn::AlienNumber,
        &["alien", "uscis", "anumber", "ano", "a"],
        &[
            "aliennumber",
            "alienreg",
            "anumber",
            "registrationnumber",
            "passport",
            "visa",
        ],
    ),
    (
        PersonalColumn::BirthDate,
        &["dob", "age", "birthday", "born", "nacimiento"],
        &["birth", "dateofb"],
    ),
    (PersonalColumn::Email, &["mail", "correo"], &["email"]),
    (
        PersonalColumn::Phone,
        &["tel", "cell", "fax", "mobile", "whatsapp"],
        &["phone"],
    ),
    (
        PersonalColumn::Address,
        &[
            "city",
            "zip",
            "apt",
            "address",
            "addr",
            "street",
            "direccion",
        ],
        &["address", "street", "zipcode", "postal", "residence"],
    ),
    (
        PersonalColumn::Letter,
        &["letter", "hhs"],
        &[
            "letternumber",
            "letterno",
            "hhstracking",
            "trackingnumber",
            "certificationnumber",
            "eligibilitynumber",
        ],
    ),
    (
        PersonalColumn::Name,
        &[
            "nombre", "apellido", "alias", "initials", "victim", "survivor",
        ],
        &["name"],
    ),
    (
        PersonalColumn::FreeText,
        &["note", "notes", "memo", "text"],
        &[
            "comment",
            "remark",
            "description",
            "narrative",
            "detail",
            "explanation",
            "reason",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_personal_data_are_known() {
        for (heading, kind) in [
            ("Client Name", PersonalColumn::Name),
            ("LASTNAME", PersonalColumn::Name),
            ("Apellido(s)", PersonalColumn::Name),
            ("D.O.B.", PersonalColumn::BirthDate),
            ("DateOfBirth", PersonalColumn::BirthDate),
            ("Age", PersonalColumn::BirthDate),
            ("SSN", PersonalColumn::SocialSecurityNumber),
            ("Social Security #", PersonalColumn::SocialSecurityNumber),
            ("A-Number", PersonalColumn::AlienNumber),
            ("A #", PersonalColumn::AlienNumber),
            ("Letter No.", PersonalColumn::Letter),
            ("Home address", PersonalColumn::Address),
            ("E-mail", PersonalColumn::Email),
            ("Cell", PersonalColumn::Phone),
            ("Telephone", PersonalColumn::Phone),
            ("Notes", PersonalColumn::FreeText),
            ("Service description", PersonalColumn::FreeText),
        ] {
            assert_eq!(PersonalColumn::of_heading(heading), Some(kind), "{heading}");
        }
        for heading in ["Agency", "Region", "Vendor", "Total"] {
            assert_eq!(PersonalColumn::of_heading(heading), None, "{heading}");
        }
    }
}
