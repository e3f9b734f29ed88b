"""What stands in which menu, in order: ids of commands; `|` draws a line."""

MENUS = {
    "File": "open_folder open_file open_bundled copy_bundled reload | compare_file compare_commit | trust_scripts show_trusted"
    " | export export_tour export_all export_page print_note | quit",
    "Edit": "undo | copy_picture copy_name | edit_note edit_script make_diagram"
    " | search find find_next find_previous",
    "View": "all_layers no_layers accept_layers offer_layers keep_layers | all_resources | hide unhide_all"
    " | fold fold_all fold_to:1 fold_to:2 fold_to:3 unfold_all merge_edges | tidy | as_written recolour method: method:dot method:neato"
    " method:fdp method:sfdp method:circo method:twopi method:osage method:patchwork | zoom_in zoom_out actual_size fit minimap minimap:auto minimap:on minimap:off"
    " | outline relations tours left_panel right_panel wider narrower full_width theme:system theme:light theme:dark"
    " reduce_motion | present present_tour present_from_here study full_screen",
    "Tours": "new_tour edit_tour add_step | edit_tour_file | tour_changes",
    "Go": "back forward up | previous_diagram next_diagram | previous_change next_change leave_comparison | contents open_link",
    "Trace": "leads_here led_to leads_both paths | trace_more trace_less only_traced tour_traced leave_trace"
    " | only_this only_near take_back",
    "Help": "problems coverage shortcuts welcome | about",
}
