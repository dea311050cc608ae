//! Footnotes of documents: notes of the elements beside whose words or values they stand.

use super::draft::Reading;
use super::remark::Told;
use super::table::Sheet;

/// Puts the footnotes of sheets to elements; those beside nothing that was read are listed.
pub(super) fn put(sheets: &[Sheet], reading: &mut Reading) {
    for sheet in sheets {
        for (at, text) in &sheet.footnotes {
            let place = sheet.place(*at);
            let mut is_put = false;
            for element in reading.plans.iter_mut().flat_map(|plan| &mut plan.elements) {
                element.walk_mut(&mut |element| {
                    if !is_put && element.stands_at(&place) {
                        element.note(&place, text.clone());
                        is_put = true;
                    }
                });
            }
            if !is_put {
                reading.left_out.push(Told::Footnote.at(place).about(text));
            }
        }
    }
}
