//! Plural forms: which form of a word goes with a number.

/// How many forms a word has in a language, as `plural` takes them.
#[must_use]
pub(super) fn forms(language: &str) -> usize {
    match language {
        "zh" => 1,
        "ru" => 3,
        "ar" => 6,
        _ => 2,
    }
}

/// The index of the form that goes with `number`, in the order that CLDR gives a language's categories: Arabic has zero, one,
/// two, few, many, other; Russian one, few, many, with fractions like few.
#[must_use]
pub(super) fn form(language: &str, number: f64) -> usize {
    let number = number.abs();
    if number.fract() != 0.0 {
        return match language {
            "ru" => 1,
            "fr" => usize::from(number >= 2.0),
            _ => forms(language) - 1,
        };
    }
    // A remainder of a whole number is exact far beyond any count.
    let (hundred, ten) = (number % 100.0, number % 10.0);
    let within = |value: f64, low: f64, high: f64| (low..=high).contains(&value);
    match language {
        "zh" => 0,
        "fr" => usize::from(number >= 2.0),
        "ru" if ten == 1.0 && hundred != 11.0 => 0,
        "ru" if within(ten, 2.0, 4.0) && !within(hundred, 12.0, 14.0) => 1,
        "ru" => 2,
        "ar" if number <= 2.0 => {
            if number < 1.0 {
                0
            } else if number < 2.0 {
                1
            } else {
                2
            }
        }
        "ar" if within(hundred, 3.0, 10.0) => 3,
        "ar" if within(hundred, 11.0, 99.0) => 4,
        "ar" => 5,
        _ => usize::from(number != 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_in_its_own_way() {
        let of = |language, numbers: &[f64]| numbers.iter().map(|&n| form(language, n)).collect::<Vec<_>>();
        assert_eq!(of("en", &[0.0, 1.0, 2.0, 1.5]), [1, 0, 1, 1]);
        assert_eq!(of("es", &[0.0, 1.0, 2.0]), [1, 0, 1]);
        assert_eq!(of("fr", &[0.0, 1.0, 1.5, 2.0]), [0, 0, 0, 1]);
        assert_eq!(of("ru", &[1.0, 2.0, 5.0, 11.0, 12.0, 21.0, 22.0, 111.0, 1.5]), [0, 1, 2, 2, 2, 0, 1, 2, 1]);
        assert_eq!(
            of("ar", &[0.0, 1.0, 2.0, 3.0, 10.0, 11.0, 99.0, 100.0, 102.0, 103.0]),
            [0, 1, 2, 3, 3, 4, 4, 5, 5, 3]
        );
        assert_eq!(of("zh", &[0.0, 1.0, 7.0]), [0, 0, 0]);
    }

    #[test]
    fn no_form_is_beyond_those_that_there_are() {
        for language in ["ar", "en", "es", "fr", "ru", "zh"] {
            assert!((0..250).all(|number| form(language, f64::from(number)) < forms(language)));
        }
    }
}
