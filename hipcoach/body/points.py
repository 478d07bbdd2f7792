"""Names of the body's points, for anchors, arrows, straps and discs, and of the muscles that can be shown."""

POINTS = (
    *("pelvis", "shoulders", "belly", "head", "face"),
    *(
        f"{name}_{key}"
        for key in "lr"
        for name in (
            *("hip", "knee", "ankle", "heel", "sole", "sole_in", "sole_out", "toe"),
            *("palm", "elbow", "wrist", "shoulder"),
        )
    ),
)
SIDED_MUSCLES = (*("glute", "hip_flexor", "quad", "hamstring", "adductor", "outer_thigh", "abductor", "calf", "waist"),)
MUSCLES = (*(f"{name}_{key}" for name in SIDED_MUSCLES for key in "lr"), "low_back", "belly")
